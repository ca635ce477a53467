import { expect, it } from "vitest";
import { dayLabel } from "./moments";

const now = new Date(2026, 10, 23, 0, 30);
const day = (year: number, month: number, date: number) =>
  new Date(year, month - 1, date, 23, 59).toISOString();

it("a day is named as near as it is", () => {
  expect(dayLabel(day(2026, 11, 23), now)).toBe("Today");
  expect(dayLabel(day(2026, 11, 22), now)).toBe("Yesterday");
  expect(dayLabel(day(2026, 11, 16), now)).toBe("Monday 16 November");
  expect(dayLabel(day(2025, 11, 16), now)).toBe("16 November 2025");
});
