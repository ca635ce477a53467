package dev.campfire.bench.report;

import org.HdrHistogram.Histogram;

/** Lengths of time, kept to three digits between a microsecond and ten minutes. */
public final class Latency {
  private static final long LONGEST_MICROS = 600_000_000;

  private final Histogram micros = new Histogram(1, LONGEST_MICROS, 3);

  /**
   * In milliseconds.
   *
   * @param p999 99.9 of a hundred were no slower
   */
  public record Summary(
      long count, double mean, double p50, double p90, double p99, double p999, double max) {}

  public void record(long nanos) {
    micros.recordValue(Math.max(1, Math.min(LONGEST_MICROS, nanos / 1_000)));
  }

  public Summary summary() {
    return new Summary(
        micros.getTotalCount(),
        millis(micros.getMean()),
        percentile(50),
        percentile(90),
        percentile(99),
        percentile(99.9),
        millis(micros.getMaxValue()));
  }

  private double percentile(double percent) {
    return millis(micros.getValueAtPercentile(percent));
  }

  private static double millis(double valueInMicros) {
    return Math.round(valueInMicros) / 1_000.0;
  }
}
