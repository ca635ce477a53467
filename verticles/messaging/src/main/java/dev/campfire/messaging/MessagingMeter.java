package dev.campfire.messaging;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What messaging measures. */
enum MessagingMeter implements MeterDocumentation {
  /**
   * Time from a message's arrival to its commit. Tag {@code outcome}: sent, duplicate, refused (the
   * caller's fault), failed (ours).
   */
  SEND("campfire.messaging.send", Meter.Type.TIMER, "seconds"),
  /** Messages of one transaction. */
  BATCH("campfire.messaging.batch", Meter.Type.DISTRIBUTION_SUMMARY, "messages"),
  /** Messages that wait for their lane. */
  QUEUED("campfire.messaging.queued", Meter.Type.GAUGE, "messages");

  private final String meter;
  private final Meter.Type type;
  private final String unit;

  MessagingMeter(String meter, Meter.Type type, String unit) {
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
