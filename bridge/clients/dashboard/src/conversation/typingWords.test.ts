import { expect, it } from "vitest";

import { typingWords } from "./typingWords";

const ada = { id: "1", kind: "agent", name: "Ada" } as const;
const grace = { id: "2", kind: "agent", name: "Grace" } as const;
const visitor = { id: "3", kind: "contact" } as const;

it("names one or two, counts more, and says nothing of nobody", () => {
  expect(typingWords([], "Visitor #7")).toBe("");
  expect(typingWords([ada], "Visitor #7")).toBe("Ada is typing…");
  expect(typingWords([visitor], "Visitor #7")).toBe("Visitor #7 is typing…");
  expect(typingWords([ada, grace], "Visitor #7")).toBe("Ada and Grace are typing…");
  expect(typingWords([ada, grace, visitor], "Visitor #7")).toBe("3 people are typing…");
});
