import { describe, expect, it } from "vitest";

import {
  dayKey,
  dayLabel,
  duration,
  englishLocale,
  relativeTime,
  secondsUntil,
  upcoming,
} from "./time";

const NOW = new Date(2026, 10, 23, 14, 30).getTime();
const before = (ms: number) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("relativeTime", () => {
  it.each([
    [0, "now"],
    [MINUTE - 1, "now"],
    [MINUTE, "1m"],
    [HOUR - 1, "59m"],
    [HOUR, "1h"],
    [DAY - 1, "23h"],
    [DAY, "1d"],
    [7 * DAY - 1, "6d"],
  ])("writes %i ms ago as %s", (ago, text) => {
    expect(relativeTime(before(ago), NOW)).toBe(text);
  });

  it("says now for a time in the future, when the server's clock is ahead", () => {
    expect(relativeTime(before(-5_000), NOW)).toBe("now");
  });

  it("gives the date from a week on, with the year only if it is another", () => {
    expect(relativeTime(before(10 * DAY), NOW)).not.toContain("2026");
    expect(relativeTime(before(400 * DAY), NOW)).toContain("2025");
  });

  it("is empty for a time that cannot be read", () => {
    expect(relativeTime("", NOW)).toBe("");
  });
});

describe("dayLabel", () => {
  it("names today and yesterday by the reader's calendar, not by 24 hours", () => {
    expect(dayLabel(new Date(2026, 10, 23, 0, 1).toISOString(), NOW)).toBe("Today");
    expect(dayLabel(new Date(2026, 10, 22, 23, 59).toISOString(), NOW)).toBe("Yesterday");
  });

  it("names other days by weekday, and another year's by the year", () => {
    expect(dayLabel(new Date(2026, 10, 16, 9).toISOString(), NOW)).toContain("Monday");
    expect(dayLabel(new Date(2025, 10, 16, 9).toISOString(), NOW)).toContain("2025");
  });

  it("knows yesterday on the first of a month", () => {
    const first = new Date(2026, 2, 1, 9).getTime();
    expect(dayLabel(new Date(2026, 1, 28, 9).toISOString(), first)).toBe("Yesterday");
  });
});

it("two times of one local day have the same key", () => {
  const morning = new Date(2026, 10, 23, 0, 0).toISOString();
  const night = new Date(2026, 10, 23, 23, 59).toISOString();
  const next = new Date(2026, 10, 24, 0, 0).toISOString();
  expect(dayKey(morning)).toBe(dayKey(night));
  expect(dayKey(night)).not.toBe(dayKey(next));
});

it("what comes up today is given by its time alone", () => {
  const tonight = new Date(2026, 10, 23, 18, 0).toISOString();
  const tomorrow = new Date(2026, 10, 24, 9, 0).toISOString();
  expect(upcoming(tonight, NOW)).not.toContain("Nov");
  expect(upcoming(tomorrow, NOW)).toContain("Nov");
});

it("a countdown never shows less than nothing", () => {
  expect(secondsUntil(NOW + 3_200, NOW)).toBe(4);
  expect(secondsUntil(NOW - 3_200, NOW)).toBe(0);
});

it.each([
  [400, "1 second"],
  [30_000, "30 seconds"],
  [61_000, "2 minutes"],
  [60_000, "1 minute"],
])("a pause of %i ms is written as %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

it("words are English, so the date form is the reader's English one", () => {
  expect(englishLocale(["de-DE", "en-US"])).toBe("en-US");
  expect(englishLocale(["de-DE"])).toBe("en-GB");
});
