package dev.campfire.bench.load;

import dev.campfire.bench.check.Findings;
import dev.campfire.bench.report.Report;
import dev.campfire.bench.report.Tally;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * One conversation, one message at a time: what a message takes when nothing else goes on. Closed
 * loop, so the intended time of a message is the moment it is sent.
 */
public final class PingRun {
  private final PingSettings settings;
  private final Consumer<String> progress;
  private final Vertx vertx;
  private final Tally tally = new Tally();
  private final Findings findings = new Findings();

  private PingRun(PingSettings settings, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.progress = progress;
    this.vertx = context.owner();
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link dev.campfire.bench.RunFailure}
   */
  public static Report run(PingSettings settings, Consumer<String> progress) {
    long messages = settings.warmupCount() + settings.count();
    // An answer takes far less than a second; a run in which it does not is given up.
    Duration load = settings.pause().plusSeconds(1).multipliedBy(messages);
    return EventLoop.run(load, context -> new PingRun(settings, progress, context).play());
  }

  private Future<Report> play() {
    progress.accept("Setting up one conversation at " + settings.cast().target());
    return Stage.open(vertx, settings.cast(), tally, findings, false).compose(this::playOn);
  }

  private Future<Report> playOn(Stage stage) {
    Report.Beginning beginning = Report.Beginning.now(Instant.now());
    long timer =
        vertx.setPeriodic(
            1_000,
            second ->
                progress.accept(
                    tally.progress(
                        (System.nanoTime() - beginning.nanos()) / 1_000_000_000L,
                        stage.unsettledCount())));
    return sendFrom(stage, 0)
        .onComplete(sent -> vertx.cancelTimer(timer))
        .compose(sent -> stage.settle())
        .compose(settled -> stage.readBack())
        .map(
            read ->
                Report.of(
                    "ping", settings.shown(), beginning, tally, findings, stage.unreadCount()))
        .onComplete(over -> stage.close());
  }

  private Future<Void> sendFrom(Stage stage, long ordinal) {
    if (ordinal == settings.warmupCount() + settings.count()) {
      return Future.succeededFuture();
    }
    Slot slot = new Slot(ordinal, 0, settings.sender(), 0, ordinal >= settings.warmupCount());
    return stage
        .dialogue(0)
        .send(slot, Contents.of(ordinal, settings.size()), System.nanoTime())
        .compose(settled -> pause())
        .compose(paused -> sendFrom(stage, ordinal + 1));
  }

  private Future<Void> pause() {
    Promise<Void> paused = Promise.promise();
    vertx.setTimer(Math.max(1, settings.pause().toMillis()), due -> paused.complete());
    return paused.future();
  }
}
