package dev.campfire.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/** The meters of presence on this node. */
final class PresenceMeters {
  private final MeterRegistry registry;
  private final Counter written;

  PresenceMeters(MeterRegistry registry) {
    this.registry = registry;
    this.written = registry.counter(PresenceMeter.WRITTEN.getName());
  }

  void watch(IntSupplier online, IntSupplier typists) {
    registry.gauge(PresenceMeter.ONLINE.getName(), online, IntSupplier::getAsInt);
    registry.gauge(PresenceMeter.TYPISTS.getName(), typists, IntSupplier::getAsInt);
  }

  void written(int people) {
    written.increment(people);
  }
}
