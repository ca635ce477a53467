/** From a moment to before another, as texts in UTC. */
export interface Range {
  from: string;
  to: string;
}

export const PRESETS = [
  { key: "today", label: "Today" },
  { key: "7", label: "7 days" },
  { key: "30", label: "30 days" },
  { key: "90", label: "90 days" },
  { key: "365", label: "A year" },
] as const;

export type Preset = (typeof PRESETS)[number]["key"];

/** Whole days on the clocks of a place, the running one included. */
export function rangeOf(preset: Preset, timeZone: string, now: Date): Range {
  const days = preset === "today" ? 1 : Number(preset);
  const today = startOfDay(now, timeZone);
  const first = startOfDay(new Date(today.getTime() - (days - 1) * DAY_MS + DAY_MS / 2), timeZone);
  const tomorrow = startOfDay(new Date(today.getTime() + 1.5 * DAY_MS), timeZone);
  return { from: first.toISOString(), to: tomorrow.toISOString() };
}

/** First and last day, `2026-11-26` each, both included. */
export interface Days {
  first: string;
  last: string;
}

const MOST_DAYS = 400;

/** What is wrong with two days that somebody chose; nothing if nothing is. */
export function daysProblem({ first, last }: Days): string | undefined {
  const length = Date.parse(last) - Date.parse(first);
  if (Number.isNaN(length)) return "Choose the first and the last day.";
  if (length < 0) return "The last day is before the first.";
  // One less than the server's most: clocks may go back in between.
  return length / DAY_MS + 1 >= MOST_DAYS ? `Choose less than ${MOST_DAYS} days.` : undefined;
}

/** Days on the clocks of a place. */
export function rangeOfDays({ first, last }: Days, timeZone: string): Range {
  return {
    from: midnightAt(Date.parse(first), timeZone).toISOString(),
    to: midnightAt(Date.parse(last) + DAY_MS, timeZone).toISOString(),
  };
}

/** The days of a range, as far as they have begun. */
export function daysOf({ from, to }: Range, timeZone: string, now: Date): Days {
  const end = Math.max(Date.parse(from), Math.min(Date.parse(to) - 1, now.getTime()));
  return { first: dayOf(new Date(from), timeZone), last: dayOf(new Date(end), timeZone) };
}

function dayOf(at: Date, timeZone: string): string {
  const { year, month, day } = parts(at, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** As long, and as far into its course, as the given one: half a day is compared with half a day. */
export function periodBefore({ from, to }: Range, now: Date): Range {
  const start = Date.parse(from);
  const end = Math.min(Date.parse(to), now.getTime());
  const length = Date.parse(to) - start;
  return {
    from: new Date(start - length).toISOString(),
    to: new Date(Math.max(start, end) - length).toISOString(),
  };
}

const DAY_MS = 24 * 3_600_000;

/** When the day of a moment began at a place: at midnight, or where clocks leave it out, after it. */
export function startOfDay(at: Date, timeZone: string): Date {
  const { year, month, day } = parts(at, timeZone);
  return midnightAt(Date.UTC(year, month - 1, day), timeZone);
}

/** @param midnight of the day meant, as if the place were at Greenwich */
function midnightAt(midnight: number, timeZone: string): Date {
  // The offset that holds at the midnight meant, found from the one that holds close to it.
  let start = midnight - offset(new Date(midnight), timeZone);
  start = midnight - offset(new Date(start), timeZone);
  return new Date(start);
}

function offset(at: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = parts(at, timeZone);
  const seconds = Math.floor(at.getTime() / 1_000) * 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds;
}

function parts(at: Date, timeZone: string): Record<string, number> & Local {
  const found: Record<string, number> = {};
  for (const { type, value } of format(timeZone).formatToParts(at)) found[type] = Number(value);
  return found as Record<string, number> & Local;
}

interface Local {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let known = formats.get(timeZone);
  if (known === undefined) {
    known = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, known);
  }
  return known;
}

/** The place that this browser's clock is of. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** All places, the own one first. */
export function timeZones(): string[] {
  const own = ownTimeZone();
  const all = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== own && zone !== "UTC");
  return own === "UTC" ? ["UTC", ...all] : [own, "UTC", ...all];
}
