/**
 * How times are written. Every function takes the present as an argument, so that a test needs no clock.
 * The words around them are English, hence an English locale: the reader's own if they have one.
 */
export function englishLocale(languages: readonly string[]): string {
  return languages.find((language) => language.toLowerCase().startsWith("en")) ?? "en-GB";
}

const locale = englishLocale(typeof navigator === "undefined" ? [] : navigator.languages);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const timeOnly = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const dayAndMonth = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const dayMonthYear = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const wholeDay = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const wholeDayAndYear = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "long",
  year: "numeric",
});
const everything = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });

/** Short distance to the present: "now", "5m", "3h", "2d", and from a week on the date. */
export function relativeTime(at: string, now: number): string {
  const then = Date.parse(at);
  if (Number.isNaN(then)) return "";
  const ago = now - then;
  // A server's clock may be a little ahead of ours: what lies in the future happened just now.
  if (ago < MINUTE) return "now";
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)}m`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)}h`;
  if (ago < 7 * DAY) return `${Math.floor(ago / DAY)}d`;
  const sameYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayAndMonth : dayMonthYear).format(then);
}

/** "14:05", in the reader's zone. */
export function timeOfDay(at: string): string {
  const then = Date.parse(at);
  return Number.isNaN(then) ? "" : timeOnly.format(then);
}

/** "Monday 23 November 2026 at 14:05": what a pointer resting on a time shows. */
export function fullTime(at: string): string {
  const then = Date.parse(at);
  return Number.isNaN(then) ? "" : everything.format(then);
}

/** A key that is equal for two times of the same local day. */
export function dayKey(at: string): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${day.getMonth() + 1}-${day.getDate()}`;
}

/** Heading above a day's messages: "Today", "Yesterday", "Monday 16 November", "3 May 2025". */
export function dayLabel(at: string, now: number): string {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return "";
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (dayKey(at) === dayKey(today.toISOString())) return "Today";
  if (dayKey(at) === dayKey(yesterday.toISOString())) return "Yesterday";
  const sameYear = then.getFullYear() === today.getFullYear();
  return (sameYear ? wholeDay : wholeDayAndYear).format(then);
}

/** When something ahead takes place: "14:05" today, "Tue 24 Nov, 09:00" otherwise. */
export function upcoming(at: string, now: number): string {
  if (dayLabel(at, now) === "Today") return timeOfDay(at);
  const then = Date.parse(at);
  return Number.isNaN(then) ? "" : `${dayAndMonth.format(then)}, ${timeOnly.format(then)}`;
}

/** Whole seconds left, never negative. */
export function secondsUntil(deadline: number, now: number): number {
  return Math.max(0, Math.ceil((deadline - now) / 1000));
}

/** "1 minute", "14 minutes", "30 seconds": for a pause that the server asked for. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
