package dev.campfire.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/** What the bridge counts. Never an organisation, a person or an address among the tags. */
public enum BridgeMeter implements MeterDocumentation {
  /** Sockets that are open now. */
  SOCKETS("campfire.bridge.sockets", Meter.Type.GAUGE),

  /** Sockets that the server closed. Tag {@code code}: the close codes of contract section 3. */
  CLOSES("campfire.bridge.closes", Meter.Type.COUNTER),

  /** Frames and HTTP requests that were refused or failed. Tag {@code code}: the problem's. */
  PROBLEMS("campfire.bridge.problems", Meter.Type.COUNTER),

  /** Frames that were no frames. */
  UNREADABLE("campfire.bridge.unreadable", Meter.Type.COUNTER),

  /** Events written to sockets. */
  EVENTS("campfire.bridge.events", Meter.Type.COUNTER),

  /** Feeds on which an event was found lost, and {@code feed.head} told it. */
  LOST("campfire.bridge.lost", Meter.Type.COUNTER);

  private final String name;
  private final Meter.Type type;

  BridgeMeter(String name, Meter.Type type) {
    this.name = name;
    this.type = type;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  public Counter counter(MeterRegistry registry) {
    return registry.counter(name);
  }

  /** Counts one, with one of the codes that the meter's own page lists. */
  public void count(MeterRegistry registry, String code) {
    registry.counter(name, "code", code).increment();
  }
}
