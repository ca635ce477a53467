package dev.campfire.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SoakRunTest {
  @Test
  void theFirstRoundWarmsUpAndDoesNotCount() {
    assertThat(SoakRun.growthPercent(List.of(10.0, 50.0, 50.0))).isZero();
  }

  @Test
  void growsFromTheFirstThirdToTheLast() {
    List<Double> live = List.of(1.0, 100.0, 100.0, 130.0, 90.0, 110.0, 110.0);

    assertThat(SoakRun.growthPercent(live)).isCloseTo(10, within(1e-9));
  }

  @Test
  void oneOddRoundIsNoGrowth() {
    List<Double> live = List.of(1.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 100.0, 500.0, 100.0);

    assertThat(SoakRun.growthPercent(live)).isZero();
  }

  @Test
  void whatShrinksDoesNotGrow() {
    assertThat(SoakRun.growthPercent(List.of(1.0, 100.0, 50.0))).isNegative();
  }
}
