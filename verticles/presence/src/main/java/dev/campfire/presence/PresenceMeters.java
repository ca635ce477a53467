package dev.campfire.presence;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
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
    // By a supplier: what is watched otherwise is held weakly, and a lambda would be gone.
    Gauge.builder(PresenceMeter.ONLINE.getName(), online::getAsInt).register(registry);
    Gauge.builder(PresenceMeter.TYPISTS.getName(), typists::getAsInt).register(registry);
  }

  void written(int people) {
    written.increment(people);
  }
}
