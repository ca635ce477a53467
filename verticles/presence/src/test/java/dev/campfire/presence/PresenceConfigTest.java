package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceConfigTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(7);

  @Test
  void aBadValueIsNamedByItsKey() {
    assertThatThrownBy(() -> new PresenceConfig(Duration.ofSeconds(4), GRACE))
        .hasMessage("presence.lease must be between 5s and 15s, was 4000ms");
    assertThatThrownBy(() -> new PresenceConfig(LEASE, Duration.ofSeconds(9)))
        .hasMessage("presence.grace must be between 0s and 8s, was 9000ms");
  }

  @Test
  void theBoundsThemselvesAreAccepted() {
    assertThatCode(() -> new PresenceConfig(Duration.ofSeconds(5), Duration.ZERO))
        .doesNotThrowAnyException();
    assertThatCode(() -> new PresenceConfig(Duration.ofSeconds(15), Duration.ofSeconds(8)))
        .doesNotThrowAnyException();
  }
}
