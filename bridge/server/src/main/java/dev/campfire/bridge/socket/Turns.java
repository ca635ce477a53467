package dev.campfire.bridge.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Does some things at a time, and the others in the order in which they came. */
final class Turns {
  private final int atOnce;
  private final BooleanSupplier mayBegin;

  /** Seldom anything: room for sixteen would be kept by ten thousand. */
  private final Deque<Runnable> waiting = new ArrayDeque<>(0);

  private int going;

  /**
   * @param mayBegin whether anything begins now; {@link #goOn} must follow when it becomes true
   */
  Turns(int atOnce, BooleanSupplier mayBegin) {
    this.atOnce = atOnce;
    this.mayBegin = mayBegin;
  }

  /** Does the work when it is its turn. */
  <T> Future<T> take(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    waiting.add(() -> begin(work, done));
    goOn();
    return done.future();
  }

  private <T> void begin(Supplier<Future<T>> work, Promise<T> done) {
    going++;
    work.get()
        .onComplete(
            result -> {
              going--;
              done.handle(result);
              goOn();
            });
  }

  /** Begins what may begin. */
  void goOn() {
    while (going < atOnce && !waiting.isEmpty() && mayBegin.getAsBoolean()) {
      waiting.poll().run();
    }
  }
}
