package dev.campfire.analytics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What analytics measures. */
enum AnalyticsMeter implements MeterDocumentation {
  /** Time of one look at what was committed. */
  LOOK("campfire.analytics.look", Meter.Type.TIMER, "seconds"),
  /** Batches of conversations that moved figures. */
  BATCHES("campfire.analytics.batches", Meter.Type.COUNTER, "batches"),
  /** Time of a report. Tag {@code report}: overview, series, agents, heatMap, episodes, ratings. */
  REPORT("campfire.analytics.report", Meter.Type.TIMER, "seconds"),
  /** How far the replica that reports are read from is behind; 0 without one. */
  LAG("campfire.analytics.reports.lag", Meter.Type.GAUGE, "milliseconds");

  private final String meter;
  private final Meter.Type type;
  private final String unit;

  AnalyticsMeter(String meter, Meter.Type type, String unit) {
    this.meter = meter;
    this.type = type;
    this.unit = unit;
  }

  @Override
  public String getName() {
    return meter;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public String getBaseUnit() {
    return unit;
  }
}
