package dev.campfire.host.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.host.StartFailure;
import org.junit.jupiter.api.Test;

class ReleaseTest {
  private final Release ours = new Release("1.2", "202611230920");

  @Test
  void aNewerMinorAndAnOlderSchemaFit() {
    assertThatCode(() -> ours.checkFellow("shop", "1.3", "202611230910", false))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherMajorIsRefusedInOneLine() {
    assertThatThrownBy(() -> ours.checkFellow("shop", "2.0", "202611230920", true))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "This node speaks contract 1.2 and the cluster shop speaks 2.0: nodes of two majors do"
                + " not work together; give this one another cluster.name.");
  }

  @Test
  void aClusterThatKnowsANewerSchemaIsRefusedUnlessThatIsAccepted() {
    assertThatThrownBy(() -> ours.checkFellow("shop", "1.2", "202701010000", false))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("up to 202611230920 and the cluster shop works with 202701010000");
    assertThatCode(() -> ours.checkFellow("shop", "1.2", "202701010000", true))
        .doesNotThrowAnyException();
  }

  @Test
  void aStrangerIsRefused() {
    assertThatThrownBy(() -> ours.checkFellow("shop", null, null, false))
        .isInstanceOf(StartFailure.class);
  }
}
