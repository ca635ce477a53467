package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PresenceMetersTest {

  @Test
  void whatIsWatchedIsStillWatchedAfterACollection() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    int[] people = {3, 2};
    new PresenceMeters(registry).watch(() -> people[0], () -> people[1]);

    System.gc();

    assertThat(registry.get(PresenceMeter.ONLINE.getName()).gauge().value()).isEqualTo(3);
    assertThat(registry.get(PresenceMeter.TYPISTS.getName()).gauge().value()).isEqualTo(2);
  }
}
