package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessagingConfigTest {

  @Test
  void aBadValueIsNamedByItsKey() {
    assertThatThrownBy(() -> new MessagingConfig(0, 200, 10_000))
        .hasMessage("messaging.lanes must be between 1 and 16, was 0");
    assertThatThrownBy(() -> new MessagingConfig(2, 1_001, 10_000))
        .hasMessage("messaging.maxBatch must be between 1 and 1000, was 1001");
    assertThatThrownBy(() -> new MessagingConfig(2, 200, 0))
        .hasMessage("messaging.maxQueued must be between 1 and 1000000, was 0");
  }

  @Test
  void theBoundsThemselvesAreAccepted() {
    assertThatCode(() -> new MessagingConfig(1, 1, 1)).doesNotThrowAnyException();
    assertThatCode(() -> new MessagingConfig(16, 1_000, 1_000_000)).doesNotThrowAnyException();
  }
}
