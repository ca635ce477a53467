package dev.campfire.bridge.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final List<Integer> begun = new ArrayList<>();
  private final List<Promise<Integer>> ends = new ArrayList<>();
  private boolean mayBegin = true;
  private final Turns turns = new Turns(2, () -> mayBegin);

  private Future<Integer> take(int number) {
    return turns.take(
        () -> {
          begun.add(number);
          Promise<Integer> end = Promise.promise();
          ends.add(end);
          return end.future();
        });
  }

  @Test
  void soManyAreGoingOnAtATimeAndTheOthersInTheirOrder() {
    List<Future<Integer>> taken = IntStream.range(0, 5).mapToObj(this::take).toList();
    assertThat(begun).containsExactly(0, 1);

    ends.get(1).complete(11);
    assertThat(taken.get(1).result()).isEqualTo(11);
    assertThat(begun).containsExactly(0, 1, 2);

    ends.get(0).fail("refused");
    assertThat(taken.get(0).failed()).isTrue();
    assertThat(begun).containsExactly(0, 1, 2, 3);
    assertThat(taken.get(4).isComplete()).isFalse();
  }

  @Test
  void nothingBeginsWhileNothingMay() {
    mayBegin = false;
    take(0);
    assertThat(begun).isEmpty();

    mayBegin = true;
    turns.goOn();
    assertThat(begun).containsExactly(0);
  }

  @Test
  void whatIsAnsweredAtOnceTakesNoTurnFromOthers() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(turns.take(() -> Future.succeededFuture(1)).result()).isEqualTo(1);
    }
    take(7);
    assertThat(begun).containsExactly(7);
  }
}
