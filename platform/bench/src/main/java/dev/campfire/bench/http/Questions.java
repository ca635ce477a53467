package dev.campfire.bench.http;

import dev.campfire.bench.load.Pacer;
import dev.campfire.bench.load.Schedule;
import dev.campfire.bench.load.Slot;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.watch.Track;
import dev.campfire.bench.wire.RequestFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/** Questions at a fixed rate, whatever the server does, and what became of them. */
final class Questions {
  /** Of the rate: what comes a little late at the very end is no lack. */
  private static final double ENOUGH = 0.99;

  private final Context context;
  private final Timeline timeline;
  private final Schedule schedule;
  private final Function<Slot, Future<?>> question;
  private final Track answered;
  private final Track lag;
  private final LongAdder answeredNow;
  private final LongAdder failedNow;
  private final Map<String, Long> errors = new TreeMap<>();
  private final Promise<Void> done = Promise.promise();
  private Instant startedAt;
  private long startNanos;
  private long open;
  private long measured;
  private long lastNanos;
  private boolean allAsked;

  /**
   * @param question asks what belongs to a slot; fails with {@link RequestFailure}
   */
  Questions(
      Context context, Timeline timeline, Schedule schedule, Function<Slot, Future<?>> question) {
    this.context = context;
    this.timeline = timeline;
    this.schedule = schedule;
    this.question = question;
    this.answered =
        timeline.latency(
            "answered", "From the time at which a request should have gone to its whole answer.");
    this.lag =
        timeline.latency(
            "bench's own lag",
            "From the intended time until the bench really asked: contained in the others.");
    List<LongAdder> rates =
        timeline.rates("Throughput", "requests/s", "Answered, and failed.", "answered", "failed");
    this.answeredNow = rates.get(0);
    this.failedNow = rates.get(1);
  }

  /**
   * Asks them all.
   *
   * @param progress is given a line each second
   * @return done when all are answered, or have failed
   */
  Future<Void> ask(Consumer<String> progress) {
    timeline.start();
    startedAt = Instant.now();
    startNanos = System.nanoTime();
    long timer = context.owner().setPeriodic(1_000, second -> progress.accept(line()));
    new Pacer(schedule, startNanos, context, this::ask)
        .run()
        .onSuccess(
            asked -> {
              timeline.endMeasuring();
              allAsked = true;
              completeIfDone();
            });
    return done.future().onComplete(over -> context.owner().cancelTimer(timer));
  }

  /** When a question should go. */
  long intendedNanos(Slot slot) {
    return startNanos + slot.offsetNanos();
  }

  private void ask(Slot slot) {
    long intended = intendedNanos(slot);
    if (slot.ordinal() == schedule.warmupCount()) {
      timeline.beginMeasuring();
    }
    lag.record(System.nanoTime() - intended, slot.phase());
    open++;
    question
        .apply(slot)
        .onComplete(
            answer -> {
              lastNanos = System.nanoTime();
              answered.record(lastNanos - intended, slot.phase());
              answeredNow.increment();
              measured += slot.phase();
            },
            this::note)
        .onComplete(
            either -> {
              open--;
              completeIfDone();
            });
  }

  private void completeIfDone() {
    if (allAsked && open == 0) {
      done.tryComplete();
    }
  }

  private void note(Throwable failure) {
    errors.merge(
        failure instanceof RequestFailure known ? known.code() : "malformed_reply", 1L, Long::sum);
    failedNow.increment();
  }

  private String line() {
    return "%4d s  open %,d  errors %s  p99 %.1f ms"
        .formatted(
            (System.nanoTime() - startNanos) / 1_000_000_000L,
            open,
            errors,
            answered.summary().p99());
  }

  /** How many came, and that none failed. */
  private List<Row> rows() {
    Slot first = schedule.slot(schedule.warmupCount());
    double seconds = (lastNanos - startNanos - first.offsetNanos()) / 1e9;
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.atLeast(
                "answered",
                "requests/s",
                measured / Math.max(1e-3, seconds),
                ENOUGH * schedule.rate())
            .asked((double) schedule.rate()));
    rows.add(Row.none("failed", errors.values().stream().mapToLong(n -> n).sum()));
    return rows;
  }

  Latency.Summary summary() {
    return answered.summary();
  }

  /**
   * What was found.
   *
   * @param settings of the scenario, by the option's name
   * @param rows the scenario's own, told after how many were answered
   * @param one such as {@code page}
   */
  Result result(
      String scenario,
      String about,
      Map<String, Object> settings,
      Observed observed,
      List<Row> rows,
      String one,
      List<String> remarks) {
    List<Row> all = new ArrayList<>(rows());
    all.addAll(rows);
    all.addAll(timeline.usage().rows(measured, one));
    List<String> said = new ArrayList<>(remarks);
    if (!errors.isEmpty()) {
      said.add("Failed requests by code: " + errors + ".");
    }
    return new Result(
        scenario,
        about,
        startedAt,
        (lastNanos - startNanos) / 1e9,
        settings,
        observed.environment(),
        all,
        List.of(answered.curve(), lag.curve()),
        timeline.series(),
        said);
  }
}
