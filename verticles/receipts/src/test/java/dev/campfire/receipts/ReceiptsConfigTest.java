package dev.campfire.receipts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReceiptsConfigTest {

  @Test
  void aBadValueIsNamedByItsKey() {
    assertThatThrownBy(() -> new ReceiptsConfig(Duration.ofMillis(99)))
        .hasMessage("receipts.writeEvery must be between 100ms and 1800ms, was 99ms");
    assertThatThrownBy(() -> new ReceiptsConfig(Duration.ofSeconds(2)))
        .hasMessage("receipts.writeEvery must be between 100ms and 1800ms, was 2000ms");
  }

  @Test
  void theBoundsThemselvesAreAccepted() {
    assertThatCode(() -> new ReceiptsConfig(Duration.ofMillis(100))).doesNotThrowAnyException();
    assertThatCode(() -> new ReceiptsConfig(Duration.ofMillis(1_800))).doesNotThrowAnyException();
  }
}
