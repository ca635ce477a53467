/** The first retry after a lost connection is spread over this, so that a restarted node survives. */
export const RECONNECT_BASE_MS = 5_000;
/** A page just loaded is alone in its moment and may ask again sooner. */
export const FIRST_CONNECT_BASE_MS = 1_000;
const CAP_MS = 30_000;

/**
 * How long to wait before retry `attempt` (0, 1, 2 …), in milliseconds: exponential with full
 * jitter, uniform from 0 to `baseMs * 2^attempt`, of which at most 30 s.
 */
export function backoff(
  attempt: number,
  random: () => number,
  baseMs: number = RECONNECT_BASE_MS,
): number {
  // 2^attempt grows out of a number's range when a page stays open for weeks; the cap does not.
  const ceiling = Math.min(CAP_MS, baseMs * 2 ** Math.min(attempt, 16));
  return Math.floor(random() * ceiling);
}
