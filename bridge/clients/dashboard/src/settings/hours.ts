import type { BusinessHours, Opening } from "@campfire/client";

/** What stands in the form; times as fields have them, `09:00`. */
export interface HoursDraft {
  /** Whether there are business hours at all. */
  kept: boolean;
  timezone: string;
  /** Seven days, Monday first. */
  week: OpeningDraft[][];
  /** `2026-12-25` each, ascending. */
  holidays: string[];
}

export interface OpeningDraft {
  /** Stays with it while others come and go. */
  key: string;
  from: string;
  to: string;
}

/** What is wrong, by the field that it is said at: a field's id, or the name of a part. */
export type Problems = Readonly<Record<string, string>>;

/** The server's limits (`BusinessHours` of the contract). */
const MOST_OPENINGS = 28;
const MOST_HOLIDAYS = 400;
const EARLIEST_HOLIDAY = "1970-01-01";

/** As a field says the end of a day, which it cannot call 24:00. */
const MIDNIGHT = "00:00";
const MINUTES_OF_DAY = 1_440;

export const DAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

let keys = 0;

export function opening(from: string, to: string): OpeningDraft {
  return { key: `opening-${++keys}`, from, to };
}

/** What is set, or, where nothing is, usual hours to begin with that are not kept yet. */
export function draftOf(hours: BusinessHours | undefined, timezone: string): HoursDraft {
  if (hours === undefined) {
    return {
      kept: false,
      timezone,
      week: DAYS.map((_, day) => (day < 5 ? [opening("09:00", "17:00")] : [])),
      holidays: [],
    };
  }
  return {
    kept: true,
    timezone: hours.timezone,
    week: DAYS.map((_, day) =>
      hours.week
        .filter(({ weekday }) => weekday === day + 1)
        .sort((one, other) => one.fromMinute - other.fromMinute)
        .map(({ fromMinute, toMinute }) => opening(timeOf(fromMinute), timeOf(toMinute))),
    ),
    holidays: [...hours.holidays].sort(),
  };
}

/** What the server is told; null for none. Only of a draft without problems. */
export function hoursOf({ kept, timezone, week, holidays }: HoursDraft): BusinessHours | null {
  if (!kept) return null;
  const openings = week.flatMap((day, index) =>
    day.map(({ from, to }): Opening => ({
      weekday: index + 1,
      fromMinute: minuteOf(from),
      toMinute: endOf(to),
    })),
  );
  return { timezone, week: openings, holidays };
}

/** What cannot be, each said where it can be mended; nothing if all can. */
export function problemsOf({ kept, week }: HoursDraft): Problems {
  const problems: Record<string, string> = {};
  if (!kept) return problems;
  for (const day of week) {
    for (const each of day) {
      const problem = openingProblem(each, day);
      if (problem !== undefined) problems[each.key] = problem;
    }
  }
  const count = week.flat().length;
  if (count === 0) problems.week = "Open at some time, or keep no business hours.";
  if (count > MOST_OPENINGS) problems.week = `At most ${MOST_OPENINGS} openings fit into a week.`;
  return problems;
}

function openingProblem(opening: OpeningDraft, day: OpeningDraft[]): string | undefined {
  const { from, to } = opening;
  if (from === "" || to === "") return "Say when it opens and when it closes.";
  if (endOf(to) <= minuteOf(from)) {
    return "It closes before it opens. A night goes on as an opening of the next day.";
  }
  const over = day.find(
    (other) =>
      other !== opening &&
      minuteOf(other.from) <= minuteOf(from) &&
      minuteOf(from) < endOf(other.to),
  );
  // Of two that begin together only the later in the list is said to be at fault.
  return over === undefined || (over.from === from && day.indexOf(over) > day.indexOf(opening))
    ? undefined
    : `It begins before ${over.from} to ${over.to} has ended.`;
}

/** What is wrong with a day that somebody wants to add; nothing if nothing is. */
export function holidayProblem(day: string, holidays: readonly string[]): string | undefined {
  if (day === "" || Number.isNaN(Date.parse(day))) return "Choose a day.";
  if (day < EARLIEST_HOLIDAY || day.length > 10) return "Choose a day of our time.";
  if (holidays.includes(day)) return "That day is there already.";
  return holidays.length >= MOST_HOLIDAYS ? `At most ${MOST_HOLIDAYS} days fit.` : undefined;
}

/** The server's problems at the parts of the form that they are about. */
export function problemsOfServer(errors: readonly { field: string; message: string }[]): Problems {
  return Object.fromEntries(
    errors.map(({ field, message }) => {
      const part = /^businessHours\.(timezone|week|holidays)/u.exec(field)?.[1];
      return part === undefined ? ["form", `${field} ${message}`] : [part, `It ${message}.`];
    }),
  );
}

/** Friday 25 December 2026. */
export function dayText(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return `${WEEKDAY.format(at)} ${DAY.format(at)}`;
}

const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function timeOf(minute: number): string {
  if (minute === MINUTES_OF_DAY) return MIDNIGHT;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function minuteOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? NaN) * 60 + (minute ?? NaN);
}

function endOf(time: string): number {
  return time === MIDNIGHT ? MINUTES_OF_DAY : minuteOf(time);
}
