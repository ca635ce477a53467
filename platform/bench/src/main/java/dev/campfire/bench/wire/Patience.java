package dev.campfire.bench.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks again, up to a deadline, what may be asked again. */
public final class Patience {
  private final Vertx vertx;
  private final long deadlineNanos;
  private final Consumer<RequestFailure> log;

  /**
   * @param deadlineNanos of {@link System#nanoTime}; nothing is asked again after it
   * @param log is told every failed try
   */
  public Patience(Vertx vertx, long deadlineNanos, Consumer<RequestFailure> log) {
    this.vertx = vertx;
    this.deadlineNanos = deadlineNanos;
    this.log = log;
  }

  /** The first answer; fails with the last refusal. */
  public <T> Future<T> ask(Supplier<Future<T>> question) {
    return ask(question, 250);
  }

  private <T> Future<T> ask(Supplier<Future<T>> question, long pauseMs) {
    return question
        .get()
        .recover(
            failure -> {
              if (!(failure instanceof RequestFailure refused)) {
                return Future.failedFuture(failure);
              }
              log.accept(refused);
              long pause = Math.max(pauseMs, refused.retryAfterMs());
              boolean inTime = System.nanoTime() + pause * 1_000_000 < deadlineNanos;
              return refused.isRepeatable() && inTime
                  ? after(pause).compose(waited -> ask(question, Math.min(2_000, pauseMs * 2)))
                  : Future.failedFuture(failure);
            });
  }

  private Future<Void> after(long pauseMs) {
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(pauseMs, due -> waited.complete());
    return waited.future();
  }
}
