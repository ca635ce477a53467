import { expect, it } from "vitest";

import { daysOf, daysProblem, periodBefore, rangeOf, rangeOfDays, startOfDay } from "./range";

it("a day begins at midnight of the place, also after clocks went forward", () => {
  const evening = new Date("2026-03-29T20:00:00Z");
  expect(startOfDay(evening, "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(startOfDay(evening, "Asia/Kathmandu").toISOString()).toBe("2026-03-29T18:15:00.000Z");
  expect(startOfDay(evening, "UTC").toISOString()).toBe("2026-03-29T00:00:00.000Z");
});

it("seven days are today and the six before, whatever the clocks did", () => {
  expect(rangeOf("7", "Europe/Berlin", new Date("2026-03-31T09:00:00Z"))).toEqual({
    from: "2026-03-24T23:00:00.000Z",
    to: "2026-03-31T22:00:00.000Z",
  });
});

it("half a day is compared with half a day", () => {
  const today = { from: "2026-11-26T00:00:00.000Z", to: "2026-11-27T00:00:00.000Z" };
  expect(periodBefore(today, new Date("2026-11-26T12:00:00Z"))).toEqual({
    from: "2026-11-25T00:00:00.000Z",
    to: "2026-11-25T12:00:00.000Z",
  });
});

it("chosen days are whole days of the place, the last one included", () => {
  const days = { first: "2026-03-28", last: "2026-03-29" };
  const range = rangeOfDays(days, "Europe/Berlin");
  expect(range).toEqual({ from: "2026-03-27T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  expect(daysOf(range, "Europe/Berlin", new Date("2026-11-26T12:00:00Z"))).toEqual(days);
  expect(daysOf(range, "Europe/Berlin", new Date("2026-03-28T12:00:00Z")).last).toBe("2026-03-28");
});

it.each([
  ["2026-03-28", "2026-03-28", undefined],
  ["2026-01-01", "2027-02-03", undefined],
  ["2026-01-01", "2027-02-04", "Choose less than 400 days."],
  ["2026-03-28", "2026-03-27", "The last day is before the first."],
  ["2026-03-28", "", "Choose the first and the last day."],
])("the days from %s to %s: %s", (first, last, problem) => {
  expect(daysProblem({ first, last })).toBe(problem);
});
