package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private final Set<Integer> all = new HashSet<>();
  private final Rounds<Integer> rounds = new Rounds<>(all, 10);
  private final List<Integer> seen = new ArrayList<>();

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      rounds.step(seen::add);
    }
  }

  private void come(int from, int to) {
    IntStream.range(from, to).forEach(all::add);
  }

  @Test
  void eachIsLookedAfterOnceARound() {
    come(0, 95);

    steps(10);

    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void noStepDoesMoreThanItsPart() {
    come(0, 95);

    steps(1);

    assertThat(seen).hasSize(10);
  }

  @Test
  void whoComesMeanwhileIsInTheNextRound() {
    come(0, 10);
    steps(5);
    come(10, 20);

    steps(15);

    assertThat(new HashSet<>(seen)).isEqualTo(all);
  }

  /** Ten thousand who left at once were kept for as long as nobody came. */
  @Test
  void afterAllHaveGoneTheRoundIsWalkedToItsEnd() {
    come(0, 100);
    steps(1);
    all.clear();

    steps(20);

    assertThat(seen).hasSize(100);
  }
}
