package dev.campfire.bridge.socket;

import dev.campfire.bridge.Limits;

/** Counts the refused and unreadable frames of the last ten seconds, a second at a time. */
final class RefusalWindow {
  private static final int SECONDS = (int) Limits.REFUSALS_WITHIN.toSeconds();

  private final int[] counts = new int[SECONDS];
  private long second;
  private int total;

  /**
   * Counts one more.
   *
   * @return whether it is one too many
   */
  boolean add(long nowMs) {
    long now = nowMs / 1_000;
    long passed = Math.min(SECONDS, now - second);
    for (long i = 1; i <= passed; i++) {
      int slot = (int) ((now - passed + i) % SECONDS);
      total -= counts[slot];
      counts[slot] = 0;
    }
    second = Math.max(second, now);
    counts[(int) (second % SECONDS)]++;
    total++;
    return total > Limits.REFUSALS;
  }
}
