package dev.campfire.bench.load;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Many like tasks, a few at a time. */
public final class Abreast {
  private Abreast() {}

  /**
   * Does {@code task} for each of 0 to before {@code count}.
   *
   * @return done when all are; fails with the first failure
   */
  public static Future<Void> each(int count, int atOnce, Function<Integer, Future<?>> task) {
    Iterator<Integer> numbers = IntStream.range(0, count).iterator();
    List<Future<?>> lanes = new ArrayList<>();
    for (int lane = 0; lane < Math.min(count, atOnce); lane++) {
      lanes.add(oneAfterTheOther(numbers, task));
    }
    return Future.all(lanes).mapEmpty();
  }

  private static Future<?> oneAfterTheOther(
      Iterator<Integer> numbers, Function<Integer, Future<?>> task) {
    return numbers.hasNext()
        ? task.apply(numbers.next()).compose(done -> oneAfterTheOther(numbers, task))
        : Future.succeededFuture();
  }
}
