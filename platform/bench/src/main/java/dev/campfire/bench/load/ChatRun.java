package dev.campfire.bench.load;

import dev.campfire.bench.check.Findings;
import dev.campfire.bench.report.Report;
import dev.campfire.bench.report.Tally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Many conversations at a fixed rate. */
public final class ChatRun {
  /** Lets the last of the set-up pass. */
  private static final long CALM_NANOS = 500_000_000L;

  private final ChatSettings settings;
  private final Consumer<String> progress;
  private final Runnable began;
  private final Context context;
  private final Vertx vertx;
  private final Tally tally = new Tally();
  private final Findings findings = new Findings();

  private ChatRun(
      ChatSettings settings, Consumer<String> progress, Runnable began, Context context) {
    this.settings = settings;
    this.progress = progress;
    this.began = began;
    this.context = context;
    this.vertx = context.owner();
  }

  /**
   * Blocks until the run is over.
   *
   * @param progress is given a line each second, from another thread
   * @return what it found; fails with {@link dev.campfire.bench.RunFailure}
   */
  public static Report run(ChatSettings settings, Consumer<String> progress) {
    return run(settings, progress, () -> {});
  }

  /**
   * The same.
   *
   * @param began runs when everybody is there and nothing has been said yet, on the thread of the
   *     talk
   */
  public static Report run(ChatSettings settings, Consumer<String> progress, Runnable began) {
    Duration load = settings.warmup().plus(settings.duration());
    return EventLoop.run(load, context -> new ChatRun(settings, progress, began, context).play());
  }

  private Future<Report> play() {
    progress.accept(
        "Setting up %d conversations at %s"
            .formatted(settings.cast().conversations(), settings.cast().target()));
    return Stage.open(vertx, settings.cast(), tally, findings, settings.receipts())
        .compose(this::playOn);
  }

  private Future<Report> playOn(Stage stage) {
    began.run();
    Report.Beginning beginning = Report.Beginning.now(Instant.now());
    return send(stage)
        .compose(sent -> stage.settle())
        .compose(settled -> stage.readBack())
        .map(
            read ->
                Report.of(
                    "chat", settings.shown(), beginning, tally, findings, stage.unreadCount()))
        .onComplete(over -> stage.close());
  }

  private Future<Void> send(Stage stage) {
    long start = System.nanoTime() + CALM_NANOS;
    Pacer pacer = new Pacer(settings.schedule(), start, context, slot -> send(stage, slot, start));
    long timer =
        vertx.setPeriodic(
            1_000,
            second ->
                progress.accept(
                    tally.progress(
                        (System.nanoTime() - start) / 1_000_000_000L, stage.unsettledCount())));
    return pacer.run().onComplete(sent -> vertx.cancelTimer(timer));
  }

  private void send(Stage stage, Slot slot, long start) {
    String content = Contents.of(slot.ordinal(), settings.size());
    stage.dialogue(slot.conversation()).send(slot, content, start + slot.offsetNanos());
  }
}
