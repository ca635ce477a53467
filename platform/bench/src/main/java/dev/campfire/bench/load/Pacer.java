package dev.campfire.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets a schedule's messages go at their times. On a thread of its own, since the timers of an
 * event loop are a millisecond wide, which is as long as what is measured.
 */
public final class Pacer {
  private final Schedule schedule;
  private final long startNanos;
  private final Context context;
  private final Consumer<Slot> send;
  private final Promise<Void> done = Promise.promise();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread named = new Thread(task, "bench-pacer");
            named.setDaemon(true);
            return named;
          });
  private long next;

  /**
   * @param startNanos of {@link System#nanoTime}
   * @param send runs on the context
   */
  public Pacer(Schedule schedule, long startNanos, Context context, Consumer<Slot> send) {
    this.schedule = schedule;
    this.startNanos = startNanos;
    this.context = context;
    this.send = send;
  }

  /** Done, on the context, when the last message has been let go. */
  public Future<Void> run() {
    thread.execute(this::letGo);
    return done.future();
  }

  private void letGo() {
    while (next < schedule.count()) {
      Slot slot = schedule.slot(next);
      long early = startNanos + slot.offsetNanos() - System.nanoTime();
      if (early > 0) {
        thread.schedule(this::letGo, early, TimeUnit.NANOSECONDS);
        return;
      }
      next++;
      context.runOnContext(go -> send.accept(slot));
    }
    context.runOnContext(all -> done.complete());
    thread.shutdown();
  }

  /** Lets nothing more go. */
  void stop() {
    thread.shutdownNow();
  }
}
