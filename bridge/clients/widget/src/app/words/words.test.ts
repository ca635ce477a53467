import { expect, it } from "vitest";
import { helperWords } from "./helperWords";
import { typingWords } from "./typingWords";

it("names who types, two of them, and counts more", () => {
  const ada = { id: "1", kind: "agent", name: "Ada" } as const;
  const bot = { id: "2", kind: "bot" } as const;
  expect(typingWords([], "Northwood")).toBe("");
  expect(typingWords([ada], "Northwood")).toBe("Ada is typing…");
  expect(typingWords([ada, bot], "Northwood")).toBe("Ada and Northwood are typing…");
  expect(typingWords([ada, bot, ada], "Northwood")).toBe("3 people are typing…");
});

it("says who helps and whether somebody is there, and nothing that is not known", () => {
  expect(helperWords("Ada", true)).toBe("Ada is helping you");
  expect(helperWords(undefined, true)).toBe("We’re online");
  expect(helperWords("Ada", false)).toMatch(/^Nobody is online/);
  expect(helperWords(undefined, undefined)).toBe("");
});
