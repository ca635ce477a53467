import { expect, it } from "vitest";

import { stepTo } from "./listKeyboard";

it("steps by one and holds at the ends", () => {
  expect(stepTo("next", 0, 3)).toBe(1);
  expect(stepTo("next", 2, 3)).toBe(2);
  expect(stepTo("previous", 2, 3)).toBe(1);
  expect(stepTo("previous", 0, 3)).toBe(0);
});

it("enters the list at the near end when no row is current", () => {
  expect(stepTo("next", -1, 3)).toBe(0);
  expect(stepTo("previous", -1, 3)).toBe(2);
});

it("jumps to the ends", () => {
  expect(stepTo("first", 2, 3)).toBe(0);
  expect(stepTo("last", 0, 3)).toBe(2);
});

it("leads nowhere in an empty list", () => {
  expect(stepTo("next", -1, 0)).toBeUndefined();
});
