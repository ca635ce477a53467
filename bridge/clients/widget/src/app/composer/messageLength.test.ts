import { expect, it } from "vitest";
import { cleanText, roomWords } from "./messageLength";

it("what no message may contain is taken out, and whole characters stay whole", () => {
  expect(cleanText("  a\u0000b \uD83D\uDD25 \uD83D c\n")).toBe("ab \uD83D\uDD25 \uFFFD c");
});

it("the room is spoken of when it gets scarce", () => {
  expect(roomWords(7_500)).toBe("");
  expect(roomWords(7_990)).toBe("10 characters left");
  expect(roomWords(8_001)).toBe("1 character too many");
});
