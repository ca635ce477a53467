package dev.campfire.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets a schedule's messages go at their times, or up to half a millisecond later: what has come
 * due meanwhile goes together, since waking two threads for each of thousands in a second costs the
 * machine more than sending it. On a thread of its own, since the timers of an event loop are a
 * millisecond wide, which is as long as what is measured.
 */
public final class Pacer {
  private static final long SHORTEST_PAUSE_NANOS = 500_000;

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
    List<Slot> due = new ArrayList<>();
    long early = 0;
    while (early <= 0 && next < schedule.count()) {
      Slot slot = schedule.slot(next);
      early = startNanos + slot.offsetNanos() - System.nanoTime();
      if (early <= 0) {
        due.add(slot);
        next++;
      }
    }
    context.runOnContext(go -> due.forEach(send));
    if (next < schedule.count()) {
      thread.schedule(this::letGo, Math.max(early, SHORTEST_PAUSE_NANOS), TimeUnit.NANOSECONDS);
    } else {
      context.runOnContext(all -> done.complete());
      thread.shutdown();
    }
  }

  /** Lets nothing more go. */
  void stop() {
    thread.shutdownNow();
  }
}
