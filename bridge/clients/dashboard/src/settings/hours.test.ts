import { expect, it } from "vitest";

import {
  dayText,
  draftOf,
  holidayProblem,
  hoursOf,
  opening,
  problemsOf,
  problemsOfServer,
  type HoursDraft,
} from "./hours";

const NIGHTS = {
  timezone: "Europe/Berlin",
  week: [
    { weekday: 1, fromMinute: 540, toMinute: 720 },
    { weekday: 1, fromMinute: 780, toMinute: 1_440 },
    { weekday: 7, fromMinute: 0, toMinute: 61 },
  ],
  holidays: ["2026-12-25", "2027-01-01"],
};

function monday(...times: [string, string][]): HoursDraft {
  const day = times.map(([from, to]) => opening(from, to));
  return { kept: true, timezone: "UTC", week: [day, [], [], [], [], [], []], holidays: [] };
}

function said(draft: HoursDraft): (string | undefined)[] {
  const problems = problemsOf(draft);
  return draft.week.flat().map(({ key }) => problems[key]);
}

it("what is set comes back as it was", () => {
  const draft = draftOf(NIGHTS, "UTC");
  expect(draft.week[0]?.map(({ from, to }) => [from, to])).toEqual([
    ["09:00", "12:00"],
    ["13:00", "00:00"],
  ]);
  expect(problemsOf(draft)).toEqual({});
  expect(hoursOf(draft)).toEqual(NIGHTS);
});

it("where nothing is set, usual hours stand there and are not kept", () => {
  const draft = draftOf(undefined, "Asia/Kathmandu");
  expect(draft.week.map((day) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
  expect(hoursOf(draft)).toBeNull();
  expect(hoursOf({ ...draft, kept: true })?.timezone).toBe("Asia/Kathmandu");
});

it("an opening ends after it begins, and midnight is its end", () => {
  expect(said(monday(["09:00", "00:00"]))).toEqual([undefined]);
  expect(said(monday(["00:00", "00:00"]))).toEqual([undefined]);
  expect(said(monday(["22:00", "06:00"]))[0]).toContain("opening of the next day");
  expect(said(monday(["", "06:00"]))[0]).toContain("Say when");
});

it("an opening over another is said at the later one alone", () => {
  expect(said(monday(["09:00", "12:00"], ["12:00", "13:00"]))).toEqual([undefined, undefined]);
  const over = "It begins before 09:00 to 12:00 has ended.";
  expect(said(monday(["11:59", "13:00"], ["09:00", "12:00"]))).toEqual([over, undefined]);
  expect(said(monday(["09:00", "12:00"], ["09:00", "12:00"]))).toEqual([undefined, over]);
});

it("a week without an opening is none, unless no hours are kept", () => {
  expect(problemsOf(monday()).week).toContain("Open at some time");
  expect(problemsOf({ ...monday(), kept: false })).toEqual({});
});

it("a holiday is a day, once", () => {
  expect(holidayProblem("2026-12-25", [])).toBeUndefined();
  expect(holidayProblem("2026-12-25", ["2026-12-25"])).toContain("already");
  expect(holidayProblem("", [])).toContain("Choose a day");
  expect(holidayProblem("0020-12-25", [])).toContain("our time");
  expect(dayText("2026-12-25")).toBe("Friday 25 December 2026");
});

it("what the server refuses is said at its part", () => {
  expect(
    problemsOfServer([
      { field: "businessHours.timezone", message: "must be a time zone" },
      { field: "businessHours.week[3].toMinute", message: "must be at most 1440" },
      { field: "name", message: "is required" },
    ]),
  ).toEqual({
    timezone: "It must be a time zone.",
    week: "It must be at most 1440.",
    form: "name is required",
  });
});
