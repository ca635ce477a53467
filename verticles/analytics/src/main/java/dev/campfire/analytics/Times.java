package dev.campfire.analytics;

import dev.campfire.contract.analytics.TimeFigure;
import java.nio.ByteBuffer;
import org.HdrHistogram.Histogram;

/**
 * Many lengths of time in little space, which can be added up: an HdrHistogram of two significant
 * digits. What it says of a percentile is within 0.4 % of one of the values (half of the widest
 * unit, 1/128, of its range).
 */
final class Times {
  private static final int DIGITS = 2;

  private final Histogram histogram;

  Times() {
    histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
  }

  static Times of(byte[] kept) {
    Times times = new Times();
    times.add(kept);
    return times;
  }

  void add(long ms) {
    histogram.recordValue(ms);
  }

  void add(byte[] kept) {
    if (kept != null) {
      histogram.add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(kept), 0));
    }
  }

  long count() {
    return histogram.getTotalCount();
  }

  /**
   * @param percent 0 to 100
   */
  long percentile(double percent) {
    return histogram.medianEquivalentValue(histogram.getValueAtPercentile(percent));
  }

  /** The same for the same times, however they were added up. */
  byte[] kept() {
    Histogram tight = new Histogram(Math.max(2, histogram.getMaxValue()), DIGITS);
    tight.add(histogram);
    ByteBuffer buffer = ByteBuffer.allocate(tight.getNeededByteBufferCapacity());
    int length = tight.encodeIntoByteBuffer(buffer);
    byte[] kept = new byte[length];
    buffer.flip();
    buffer.get(kept);
    return kept;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Times times && histogram.equals(times.histogram);
  }

  @Override
  public int hashCode() {
    return histogram.hashCode();
  }

  /** The figure, with what is known exactly. */
  TimeFigure figure(Sum sum) {
    return new TimeFigure(
        sum.count(),
        Math.min(percentile(50), sum.longest()),
        Math.min(percentile(90), sum.longest()),
        sum.mean(),
        sum.longest());
  }
}
