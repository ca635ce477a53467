package dev.campfire.bench.load;

import dev.campfire.bench.check.Findings;
import dev.campfire.bench.report.Environment;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Phase;
import dev.campfire.bench.watch.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One conversation, one message at a time: what a message takes when nothing else goes on. Closed
 * loop, so the intended time of a message is the moment it is sent.
 */
public final class PingRun {
  private final PingSettings settings;
  private final Consumer<String> progress;
  private final Vertx vertx;
  private final Environment environment;
  private final Timeline timeline;
  private final Tally tally;
  private final Findings findings = new Findings();

  private PingRun(
      PingSettings settings,
      Observed observed,
      Environment environment,
      Consumer<String> progress,
      Context context) {
    this.settings = settings;
    this.progress = progress;
    this.vertx = context.owner();
    this.environment = environment;
    this.timeline = new Timeline(observed);
    this.tally = new Tally(timeline);
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link dev.campfire.bench.RunFailure}
   */
  public static Result run(PingSettings settings, Observed observed, Consumer<String> progress) {
    Environment environment = observed.environment();
    long messages = settings.warmupCount() + settings.count();
    // An answer takes far less than a second; a run in which it does not is given up.
    Duration load = settings.pause().plusSeconds(1).multipliedBy(messages);
    return EventLoop.run(
        load, context -> new PingRun(settings, observed, environment, progress, context).play());
  }

  private Future<Result> play() {
    progress.accept("Setting up one conversation at " + settings.cast().target());
    return Stage.open(vertx, settings.cast(), tally, findings, false)
        .compose(this::playOn)
        .onComplete(over -> timeline.close());
  }

  private Future<Result> playOn(Stage stage) {
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    timeline.start();
    long timer =
        vertx.setPeriodic(
            1_000,
            second ->
                progress.accept(
                    tally.progress(
                        (System.nanoTime() - start) / 1_000_000_000L, stage.unsettledCount())));
    return sendFrom(stage, 0)
        .onComplete(sent -> vertx.cancelTimer(timer))
        .compose(sent -> stage.settle())
        .onComplete(settled -> timeline.endMeasuring())
        // What is read back and measured behind the load is none of it.
        .onComplete(settled -> timeline.close())
        .compose(
            settled -> {
              double seconds = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
              return stage.readBack().map(read -> result(startedAt, seconds, stage.unreadCount()));
            })
        .onComplete(over -> stage.close());
  }

  private Result result(Instant startedAt, double seconds, int unreadCount) {
    List<Row> rows = new ArrayList<>(tally.rows(findings, unreadCount));
    rows.addAll(timeline.usage().rows(tally.measuredCount(), "message"));
    return new Result(
        "ping",
        "The %s sends %,d messages, one after the other's answer."
            .formatted(settings.sender().word(), settings.count()),
        startedAt,
        seconds,
        settings.shown(),
        environment,
        rows,
        tally.latencies(),
        timeline.series(),
        tally.remarks(findings));
  }

  private Future<Void> sendFrom(Stage stage, long ordinal) {
    if (ordinal == settings.warmupCount()) {
      timeline.beginMeasuring();
    }
    if (ordinal == settings.warmupCount() + settings.count()) {
      return Future.succeededFuture();
    }
    Slot slot =
        new Slot(ordinal, 0, settings.sender(), 0, Phase.of(ordinal, settings.warmupCount()));
    return stage
        .dialogue(0)
        .send(slot, () -> Contents.of(ordinal, settings.size()), System.nanoTime())
        .compose(settled -> pause())
        .compose(paused -> sendFrom(stage, ordinal + 1));
  }

  private Future<Void> pause() {
    Promise<Void> paused = Promise.promise();
    vertx.setTimer(Math.max(1, settings.pause().toMillis()), due -> paused.complete());
    return paused.future();
  }
}
