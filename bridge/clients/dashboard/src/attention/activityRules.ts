import type { Availability } from "@campfire/client";

/** A browser reports its last input at most this often; back from a pause it does at once. */
export const REPORT_EVERY_MS = 60_000;

/** What this browser has last reported: when, and which input. */
export interface Reported {
  at: number;
  inputAt: number;
}

export const NOTHING_REPORTED: Reported = { at: -Infinity, inputAt: -Infinity };

interface Activity {
  /** The agent's own, as the server has it. */
  availability: Availability | undefined;
  /** The last input in any window of this browser. */
  inputAt: number;
  reported: Reported;
  now: number;
}

/** Whether the server is to be told of this browser's last input. What follows from it is the server's. */
export function isReportDue({ availability, inputAt, reported, now }: Activity): boolean {
  // Who is busy or offline by choice stays so, whatever they do.
  if (availability !== "online" && availability !== "away") return false;
  // The clock was set back.
  if (reported.at > now) return true;
  if (inputAt - reported.inputAt >= REPORT_EVERY_MS) return true;
  // Without input too: that nobody is there is known only if all devices say so.
  return availability === "online" && now - reported.at >= REPORT_EVERY_MS;
}
