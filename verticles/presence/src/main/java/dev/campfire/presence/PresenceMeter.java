package dev.campfire.presence;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What presence measures. */
enum PresenceMeter implements MeterDocumentation {
  /** People who are online in the whole cluster. */
  ONLINE("campfire.presence.online", Meter.Type.GAUGE, "people"),
  /** People whose connection or choice this node has written. */
  WRITTEN("campfire.presence.written", Meter.Type.COUNTER, "people"),
  /** People who type now. */
  TYPISTS("campfire.presence.typists", Meter.Type.GAUGE, "people");

  private final String meter;
  private final Meter.Type type;
  private final String unit;

  PresenceMeter(String meter, Meter.Type type, String unit) {
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
