package dev.campfire.bench.watch;

import dev.campfire.bench.report.Latency;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A latency of a run: as a whole, and by the second. For any thread. */
public final class Track {
  private final String name;
  private final Latency[] phases = {new Latency(), new Latency()};
  private final Recorder recent = new Recorder(3);

  Track(String name) {
    this.name = name;
  }

  /**
   * @param nanos from the intended time
   * @param phase of the run ({@link Phase}): what is measured counts in the whole
   */
  public void record(long nanos, int phase) {
    recent.recordValue(Latency.micros(nanos));
    phases[phase].record(nanos);
  }

  public Latency.Curve curve() {
    return phases[Phase.MEASURED].curve(name);
  }

  public Latency.Summary summary() {
    return phases[Phase.MEASURED].summary();
  }

  String name() {
    return name;
  }

  /** In milliseconds, of what was recorded since the last look; null if there was nothing. */
  Double[] sinceLastLook(double... percents) {
    Histogram histogram = recent.getIntervalHistogram();
    Double[] found = new Double[percents.length];
    for (int i = 0; i < percents.length && histogram.getTotalCount() > 0; i++) {
      found[i] = histogram.getValueAtPercentile(percents[i]) / 1_000.0;
    }
    return found;
  }
}
