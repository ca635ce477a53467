package dev.campfire.bench.load;

import dev.campfire.bench.report.Latency;

/**
 * What {@code bench overview} found.
 *
 * @param mean conversations opened in a stretch
 * @param first asked for the first time, so mostly of what nobody has read lately
 * @param again the same stretches once more
 */
public record OverviewReport(
    long mean,
    int days,
    Latency.Summary first,
    double firstP95,
    Latency.Summary again,
    double againP95) {
  /** What is asked of it. */
  private static final double MOST_MS = 200;

  public boolean passed() {
    return firstP95 <= MOST_MS && againP95 <= MOST_MS;
  }

  @Override
  public String toString() {
    return """
        stretches         %d, each of %d days, %,d conversations opened in one
        first (ms)        p50 %.0f  p95 %.0f  max %.0f
        again (ms)        p50 %.0f  p95 %.0f  max %.0f
        %s
        """
        .formatted(
            first.count(),
            days,
            mean,
            first.p50(),
            firstP95,
            first.max(),
            again.p50(),
            againP95,
            again.max(),
            passed() ? "PASSED" : "FAILED");
  }
}
