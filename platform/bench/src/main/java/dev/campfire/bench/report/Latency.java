package dev.campfire.bench.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Lengths of time, kept to three digits between a microsecond and ten minutes. For any thread. */
public final class Latency {
  private static final long LONGEST_MICROS = 600_000_000;

  private final Histogram micros = new ConcurrentHistogram(1, LONGEST_MICROS, 3);

  /**
   * In milliseconds.
   *
   * @param p999 99.9 of a hundred were no slower
   */
  public record Summary(
      long count, double mean, double p50, double p90, double p99, double p999, double max) {}

  /** How much of a hundred is looked at: finer towards the slowest. */
  private static final double[] PERCENTS = {
    0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.99, 99.999, 100
  };

  /**
   * A latency with its whole distribution.
   *
   * @param name what was waited for
   */
  public record Curve(String name, Summary ms, List<Point> distribution) {}

  /**
   * @param percent that were no slower
   */
  public record Point(double percent, double ms) {}

  /** Into how many microseconds a length of time is put. */
  public static long micros(long nanos) {
    return Math.max(1, Math.min(LONGEST_MICROS, nanos / 1_000));
  }

  public void record(long nanos) {
    micros.recordValue(micros(nanos));
  }

  public Curve curve(String name) {
    List<Point> points =
        DoubleStream.of(PERCENTS)
            .mapToObj(percent -> new Point(percent, percentile(percent)))
            .toList();
    return new Curve(name, summary(), points);
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

  /** In milliseconds. */
  public double percentile(double percent) {
    return millis(micros.getValueAtPercentile(percent));
  }

  private static double millis(double valueInMicros) {
    return Math.round(valueInMicros) / 1_000.0;
  }
}
