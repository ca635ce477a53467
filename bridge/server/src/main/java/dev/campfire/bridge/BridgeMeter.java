package dev.campfire.bridge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.time.Duration;
import java.util.stream.Stream;

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

  /** Time from an event's announcement, right after its commit, to its way into a socket. */
  DELIVERY("campfire.bridge.delivery", Meter.Type.TIMER),

  /** Time from the frame of a {@code messaging.send} to its acknowledgement's. */
  ACKNOWLEDGEMENT("campfire.bridge.acknowledgement", Meter.Type.TIMER),

  /** Events of typing that were left out, since their client is behind in reading. */
  DROPPED("campfire.bridge.dropped", Meter.Type.COUNTER),

  /** Feeds on which an event was found lost, and {@code feed.head} told it. */
  LOST("campfire.bridge.lost", Meter.Type.COUNTER),

  /** Requests for what a client has missed, {@code messaging.sync}: gaps, and returns. */
  SYNCS("campfire.bridge.syncs", Meter.Type.COUNTER);

  /** Where promise and annoyance lie: 5 ms is quick, 250 ms is felt, 5 s is the promise's end. */
  private static final Duration[] BUCKETS =
      Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

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

  @Override
  public String getBaseUnit() {
    return type == Meter.Type.TIMER ? "seconds" : null;
  }

  public Timer timer(MeterRegistry registry) {
    return Timer.builder(name).serviceLevelObjectives(BUCKETS).register(registry);
  }

  /** Counts one, with one of the codes that the meter's own page lists. */
  public void count(MeterRegistry registry, String code) {
    registry.counter(name, "code", code).increment();
  }
}
