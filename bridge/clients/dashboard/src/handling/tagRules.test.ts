import { describe, expect, it } from "vitest";

import { suggestedTags, withoutTag, withTag } from "./tagRules";

describe("withTag", () => {
  it("adds what is new, on one line and without spaces around it", () => {
    expect(withTag(["tents"], "  big \n order ")).toEqual(["tents", "big order"]);
  });

  it("leaves the tags alone when there is nothing to add", () => {
    const tags = ["Tents"];
    expect(withTag(tags, " ")).toBe(tags);
    expect(withTag(tags, "tents")).toBe(tags);
    const full = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    expect(withTag(full, "one more")).toBe(full);
  });

  it("cuts what is too long", () => {
    expect(withTag([], "x".repeat(60))).toEqual(["x".repeat(50)]);
  });
});

it("withoutTag takes one away", () => {
  expect(withoutTag(["a", "b"], "a")).toEqual(["b"]);
});

it("suggestedTags names what begins with the text first, and nothing that is there already", () => {
  const seen = ["returns", "b2b", "no return", "returns", "tents"];
  expect(suggestedTags(seen, ["tents"], "ret")).toEqual(["returns", "no return"]);
  expect(suggestedTags(seen, ["tents"], "")).toEqual(["b2b", "no return", "returns"]);
});
