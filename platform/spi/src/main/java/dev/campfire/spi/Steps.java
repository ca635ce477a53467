package dev.campfire.spi;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One step after the other, however many. Composed one inside the other, futures also complete one
 * inside the other: the last of some two thousand overflows the stack, and the first is never done.
 */
public final class Steps {
  private Steps() {}

  /**
   * @param first under way
   * @param isLast whether there is no step after what one came to
   * @param next the step after what the one before came to
   * @return what the last one came to; fails with the first that does
   */
  public static <T> Future<T> until(
      Predicate<T> isLast, Future<T> first, Function<T, Future<T>> next) {
    Promise<T> last = Promise.promise();
    goOn(isLast, first, next, last);
    return last.future();
  }

  private static <T> void goOn(
      Predicate<T> isLast, Future<T> first, Function<T, Future<T>> next, Promise<T> last) {
    Future<T> step = first;
    while (step.succeeded() && !isLast.test(step.result())) {
      step = next.apply(step.result());
    }
    if (step.isComplete()) {
      step.onComplete(last);
    } else {
      Future<T> pending = step;
      pending.onComplete(done -> goOn(isLast, pending, next, last));
    }
  }
}
