export interface SnoozeTime {
  label: string;
  /** RFC 3339. */
  at: string;
}

const EVENING = 18;
const MORNING = 9;

/** Sensible moments to come back to a conversation, in the reader's zone; the soonest first. */
export function snoozeTimes(now: number): SnoozeTime[] {
  const times: SnoozeTime[] = [
    { label: "In one hour", at: new Date(now + 3_600_000).toISOString() },
  ];
  const evening = atHour(now, 0, EVENING);
  // An evening that has nearly begun is no later than an hour from now.
  if (evening - now > 2 * 3_600_000) times.push(named("This evening", evening));
  times.push(named("Tomorrow morning", atHour(now, 1, MORNING)));
  times.push(named("Next Monday", atHour(now, daysToMonday(now), MORNING)));
  return times;
}

/** What a field for local date and time takes: `2026-11-26T18:00`. */
export function localField(at: number): string {
  const offsetMs = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offsetMs).toISOString().slice(0, 16);
}

function named(label: string, at: number): SnoozeTime {
  return { label, at: new Date(at).toISOString() };
}

/** The next one; on a Sunday that is not tomorrow's, which has its own entry. */
function daysToMonday(now: number): number {
  const days = (8 - new Date(now).getDay()) % 7 || 7;
  return days === 1 ? 8 : days;
}

function atHour(now: number, daysAhead: number, hour: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysAhead, hour).getTime();
}
