package dev.campfire.bench.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFamilyTest {
  @Test
  void readsTheTicksBehindANameThatHoldsAnything() {
    String stat =
        "4711 (a) b (c d) S 1 4711 4711 0 -1 4194560 100 200 0 0 31 7 500 40 20 0 33 0 9 1 2";

    assertThat(ProcessFamily.ticks(stat, 11, 12)).isEqualTo(38);
    assertThat(ProcessFamily.ticks(stat, 11, 12, 13, 14)).isEqualTo(578);
  }

  @Test
  void hasUsedNothingWhenItIsGone() {
    assertThat(new ProcessFamily(Integer.MAX_VALUE).processorSeconds()).isZero();
  }
}
