package dev.campfire.bench.load;

import dev.campfire.bench.ceiling.Ceilings;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.report.Environment;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Timeline;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Many conversations at a fixed rate. */
public final class ChatRun {
  /** Lets the last of the set-up pass. */
  private static final long CALM_NANOS = 500_000_000L;

  /** Of the rate: what comes a little late at the very end is no lack. */
  private static final double ENOUGH = 0.99;

  private final ChatSettings settings;
  private final Consumer<String> progress;
  private final Runnable began;
  private final Context context;
  private final Vertx vertx;
  private final Environment environment;
  private final PgTarget database;
  private final Timeline timeline;
  private final Tally tally;
  private final Findings findings = new Findings();

  private ChatRun(
      ChatSettings settings,
      Observed observed,
      Environment environment,
      Consumer<String> progress,
      Runnable began,
      Context context) {
    this.settings = settings;
    this.progress = progress;
    this.began = began;
    this.context = context;
    this.vertx = context.owner();
    this.environment = environment;
    this.database = observed.database();
    this.timeline = new Timeline(observed);
    this.tally = new Tally(timeline);
  }

  /**
   * Blocks until the run is over.
   *
   * @param progress is given a line each second, from another thread
   * @return what it found; fails with {@link dev.campfire.bench.RunFailure}
   */
  public static Result run(ChatSettings settings, Observed observed, Consumer<String> progress) {
    return run(settings, observed, progress, () -> {});
  }

  /**
   * The same.
   *
   * @param began runs when everybody is there and nothing has been said yet, on the thread of the
   *     talk
   */
  public static Result run(
      ChatSettings settings, Observed observed, Consumer<String> progress, Runnable began) {
    Duration load =
        settings
            .warmup()
            .plus(settings.duration())
            .plus(settings.hasCeilings() ? Ceilings.patience(settings.ceilings()) : Duration.ZERO);
    Environment environment = observed.environment();
    return EventLoop.run(
        load,
        context -> new ChatRun(settings, observed, environment, progress, began, context).play());
  }

  private Future<Result> play() {
    progress.accept(
        "Setting up %d conversations at %s"
            .formatted(settings.cast().conversations(), settings.cast().places()));
    return Stage.open(vertx, settings.cast(), tally, findings, settings.receipts())
        .compose(this::playOn)
        .onComplete(over -> timeline.close());
  }

  private Future<Result> playOn(Stage stage) {
    began.run();
    Instant startedAt = Instant.now();
    long start = System.nanoTime() + CALM_NANOS;
    timeline.start();
    return send(stage, start)
        .compose(sent -> stage.settle())
        .onComplete(settled -> timeline.endMeasuring())
        // What is read back and measured behind the load is none of it.
        .onComplete(settled -> timeline.close())
        .compose(
            settled -> {
              double seconds = Math.round((System.nanoTime() - start) / 1e8) / 10.0;
              progress.accept("Reading everything back");
              return stage
                  .readBack()
                  // Whoever still listened would take the ceilings' messages for somebody's.
                  .onSuccess(read -> stage.close())
                  .compose(read -> ceilings(stage))
                  .map(found -> result(startedAt, seconds, stage.unreadCount(), found));
            })
        .onComplete(over -> stage.close());
  }

  private Future<Ceilings.Found> ceilings(Stage stage) {
    return settings.hasCeilings()
        ? new Ceilings(vertx, database, settings.ceilings(), progress)
            .measure(stage.places(settings.size()), settings.rate(), tally.throughput())
        : Future.succeededFuture(Ceilings.Found.NOTHING);
  }

  private Result result(
      Instant startedAt, double seconds, int unreadCount, Ceilings.Found ceilings) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.atLeast("throughput", "messages/s", tally.throughput(), ENOUGH * settings.rate())
            .asked(settings.rate()));
    rows.add(Row.atMost("delivered, p50", "ms", tally.delivery().p50(), settings.goals().p50Ms()));
    rows.add(Row.atMost("delivered, p99", "ms", tally.delivery().p99(), settings.goals().p99Ms()));
    rows.addAll(tally.rows(findings, unreadCount));
    rows.addAll(timeline.usage().rows(tally.measuredCount(), "message"));
    rows.addAll(ceilings.rows());
    List<String> remarks = new ArrayList<>(tally.remarks(findings));
    remarks.addAll(ceilings.remarks());
    return new Result(
        "chat",
        "%,d contacts and %,d agents talk in %,d conversations, %,d messages a second%s."
            .formatted(
                settings.cast().conversations(),
                settings.cast().agentSockets(),
                settings.cast().conversations(),
                settings.rate(),
                settings.cast().second() == null
                    ? ""
                    : ", the contacts on one node, the agents on another"),
        startedAt,
        seconds,
        settings.shown(),
        environment,
        rows,
        tally.latencies(),
        timeline.series(),
        remarks);
  }

  private Future<Void> send(Stage stage, long start) {
    Pacer pacer = new Pacer(settings.schedule(), start, context, slot -> send(stage, slot, start));
    long early = start + settings.warmup().toNanos() - System.nanoTime();
    vertx.setTimer(Math.max(1, early / 1_000_000), warm -> timeline.beginMeasuring());
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
    stage
        .dialogue(slot.conversation())
        .send(slot, () -> Contents.of(slot.ordinal(), settings.size()), start + slot.offsetNanos());
  }
}
