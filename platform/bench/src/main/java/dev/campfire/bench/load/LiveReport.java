package dev.campfire.bench.load;

import dev.campfire.bench.report.Latency;

/**
 * What {@code bench live} found.
 *
 * @param unseen conversations that the figures never told of
 * @param behind from the reply, which follows the commit, to the event that counts it
 */
public record LiveReport(int count, int unseen, Latency.Summary behind) {
  /** What docs/analytics.md promises. */
  private static final double MOST_MS = 2_000;

  /** Whether the figures were never further behind than promised. */
  public boolean passed() {
    return unseen == 0 && behind.max() <= MOST_MS;
  }

  @Override
  public String toString() {
    return """
        opened            %d
        never counted     %d
        behind (ms)       p50 %.0f  p99 %.0f  max %.0f
        %s
        """
        .formatted(
            count,
            unseen,
            behind.p50(),
            behind.p99(),
            behind.max(),
            passed() ? "PASSED" : "FAILED");
  }
}
