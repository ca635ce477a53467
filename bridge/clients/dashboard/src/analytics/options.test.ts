import { expect, it } from "vitest";

import { duration } from "./format";
import { timeMarks } from "./options";

it.each([
  [0, ["0 s", "1 s"]],
  [4_200, ["0 s", "1 s", "2 s", "3 s", "4 s", "5 s"]],
  [7_000_000, ["0 s", "30 min", "1 h", "1 h 30 min", "2 h"]],
  [40 * 3_600_000, ["0 s", "12 h", "24 h", "36 h", "2 d"]],
  [90 * 24 * 3_600_000, ["0 s", "28 d", "56 d", "84 d", "112 d"]],
])("the marks up to %d ms are at round times", (most, said) => {
  const { max = 0, interval = 1 } = timeMarks(most);
  const marks = Array.from({ length: max / interval + 1 }, (_, index) => index * interval);
  expect(marks.map(duration)).toEqual(said);
});
