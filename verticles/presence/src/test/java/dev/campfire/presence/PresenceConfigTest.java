package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PresenceConfigTest {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(7);
  private static final Duration AWAY_AFTER = Duration.ofMinutes(10);

  @Test
  void aBadValueIsNamedByItsKey() {
    assertThatThrownBy(() -> new PresenceConfig(Duration.ofSeconds(4), GRACE, AWAY_AFTER))
        .hasMessage("presence.lease must be between 5s and 15s, was 4000ms");
    assertThatThrownBy(() -> new PresenceConfig(LEASE, Duration.ofSeconds(9), AWAY_AFTER))
        .hasMessage("presence.grace must be between 0s and 8s, was 9000ms");
    assertThatThrownBy(() -> new PresenceConfig(LEASE, GRACE, Duration.ofMinutes(1)))
        .hasMessage("presence.awayAfter must be between 120s and 86400s, was 60000ms");
  }

  @Test
  void theBoundsThemselvesAreAccepted() {
    assertThatCode(
            () -> new PresenceConfig(Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(2)))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                new PresenceConfig(
                    Duration.ofSeconds(15), Duration.ofSeconds(8), Duration.ofDays(1)))
        .doesNotThrowAnyException();
  }
}
