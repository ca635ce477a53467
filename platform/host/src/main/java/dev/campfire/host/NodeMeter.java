package dev.campfire.host;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.util.function.ToDoubleFunction;

/** What a node measures of itself. */
public enum NodeMeter implements MeterDocumentation {
  /**
   * How late an event loop does what is due. Tag {@code bus}: core (verticles), edge (sockets).
   * Some milliseconds are usual; 100 ms is felt.
   */
  EVENT_LOOP_LAG("campfire.node.event.loop.lag", Meter.Type.TIMER, "seconds"),

  /** Addresses of the core bus that this node answers to. At most 50, whatever the sockets. */
  REGISTRATIONS("campfire.node.registrations", Meter.Type.GAUGE, "entries"),

  /** Entries of the cluster's whole registry, as last asked; every node says the same. */
  REGISTRY("campfire.node.registry", Meter.Type.GAUGE, "entries"),

  /** Entries that were wrong in the registry. Tag {@code how}: renewed, removed. */
  MENDED("campfire.node.registrations.mended", Meter.Type.COUNTER, null),

  /** Nodes of the cluster as this one sees it; 0 when it is in none. */
  MEMBERS("campfire.node.members", Meter.Type.GAUGE, "nodes"),

  /** Commands of others that this node is answering now. */
  IN_HAND("campfire.node.commands", Meter.Type.GAUGE, "commands");

  private final String name;
  private final Meter.Type type;
  private final String unit;

  NodeMeter(String name, Meter.Type type, String unit) {
    this.name = name;
    this.type = type;
    this.unit = unit;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  @Override
  public String getBaseUnit() {
    return unit;
  }

  /** Measures {@code what} whenever somebody looks. */
  public <T> void gauge(MeterRegistry registry, T what, ToDoubleFunction<T> value) {
    Gauge.builder(name, what, value).baseUnit(unit).strongReference(true).register(registry);
  }

  /** Counts one, with one of the ways that the meter's own page lists. */
  public void count(MeterRegistry registry, String how) {
    registry.counter(name, "how", how).increment();
  }

  Timer timer(MeterRegistry registry, String bus) {
    return registry.timer(name, "bus", bus);
  }
}
