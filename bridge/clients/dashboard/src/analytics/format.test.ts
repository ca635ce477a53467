import { expect, it } from "vitest";

import { change, duration } from "./format";

it.each([
  [0, "0 s"],
  [400, "under 1 s"],
  [59_000, "59 s"],
  [61_000, "1 min 1 s"],
  [3_600_000, "1 h"],
  [3 * 24 * 3_600_000 + 7_200_000, "3 d 2 h"],
])("%d ms are %s", (ms, said) => {
  expect(duration(ms)).toBe(said);
});

it("a change is told against what was before, and not where there was nothing", () => {
  expect(change(120, 100)).toBe("+20 %");
  expect(change(80, 100)).toBe("−20 %");
  expect(change(100, 100)).toBe("as before");
  expect(change(5, 0)).toBeUndefined();
  expect(change(null, 3)).toBeUndefined();
});
