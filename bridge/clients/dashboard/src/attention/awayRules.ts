import type { Availability } from "@campfire/client";

/** Without input in any window for this long an agent counts as away. */
export const AWAY_AFTER_MS = 10 * 60_000;

export interface AwayState {
  availability: Availability | undefined;
  /** Whether `away` was set by this rule, and so may be taken back by it. */
  isAutomatic: boolean;
  /** Milliseconds since the last input in any window of this agent's browser. */
  idleMs: number;
}

/** What an agent is to become by having left or come back; undefined: what they are. */
export function awayChange({
  availability,
  isAutomatic,
  idleMs,
}: AwayState): Availability | undefined {
  if (availability === "online" && idleMs >= AWAY_AFTER_MS) return "away";
  if (availability === "away" && isAutomatic && idleMs < AWAY_AFTER_MS) return "online";
  return undefined;
}
