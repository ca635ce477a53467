package dev.campfire.bench.soak;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.load.ChatRun;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.report.Series;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.ServerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rounds of talk, and what is live on the server's heap after each of them. */
public final class SoakRun {
  private static final Duration GOING = Duration.ofSeconds(30);
  private static final double MEBIBYTE = 1 << 20;

  private final SoakSettings settings;
  private final Observed observed;
  private final Consumer<String> progress;
  private final ServerProcess server;
  private final List<Result> rounds = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> live = new ArrayList<>();
  private final List<Double> resident = new ArrayList<>();
  private final List<Double> slowest = new ArrayList<>();

  private SoakRun(SoakSettings settings, Observed observed, Consumer<String> progress) {
    this.settings = settings;
    this.observed = observed;
    this.progress = progress;
    this.server = ServerProcess.of(observed);
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static Result run(SoakSettings settings, Observed observed, Consumer<String> progress) {
    return new SoakRun(settings, observed, progress).play();
  }

  private Result play() {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    int others = server.sockets();
    for (int round = 1; round <= settings.rounds(); round++) {
      Result talk = ChatRun.run(settings.round(), observed, progress);
      Until.holds("everybody is gone", GOING, () -> server.sockets() <= others);
      rounds.add(talk);
      seconds.add((System.nanoTime() - startNanos) / 1e9);
      live.add(server.liveHeap() / MEBIBYTE);
      resident.add(server.resident() / MEBIBYTE);
      slowest.add(talk.latency("delivered").p99());
      progress.accept(
          "Round %d of %d: %.1f MiB live, %s"
              .formatted(
                  round,
                  settings.rounds(),
                  live.get(live.size() - 1),
                  talk.passed() ? "all well" : "NOT all well: " + talk.remarks()));
    }
    double all = (System.nanoTime() - startNanos) / 1e9;
    return new Result(
        "soak",
        "%,d messages a second for %d minutes, in rounds"
            .formatted(settings.round().rate(), settings.duration().toMinutes()),
        startedAt,
        all,
        settings.shown(),
        observed.environment(),
        rows(),
        List.of(),
        series(),
        rounds.stream().flatMap(round -> round.remarks().stream()).distinct().limit(20).toList());
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.none(
            "rounds with a broken promise",
            rounds.stream().filter(round -> !round.passed()).count()));
    rows.add(Row.told("acknowledged", "messages", sum("acknowledged")));
    rows.add(Row.none("tries that failed", sum("retries")));
    rows.add(Row.none("lost connections", sum("lost connections")));
    rows.add(
        Row.within(
            "growth of the live set, once warm",
            "%",
            growthPercent(live),
            settings.mostGrowthPercent()));
    rows.add(Row.told("live after the first round", "MiB", live.get(0)));
    rows.add(Row.told("live after the second round", "MiB", live.get(1)));
    rows.add(Row.told("live after the last round", "MiB", live.get(live.size() - 1)));
    rows.add(Row.told("resident after the last round", "MiB", resident.get(resident.size() - 1)));
    rows.add(Row.told("delivered, p99 of the median round", "ms", median(slowest)));
    rows.add(
        Row.told(
            "delivered, p99 of the slowest round",
            "ms",
            slowest.stream().mapToDouble(ms -> ms).max().orElse(0)));
    return rows;
  }

  private double sum(String name) {
    return rounds.stream().mapToDouble(round -> round.measured(name)).sum();
  }

  /**
   * From the median of the first third of the rounds after the first to that of the last third.
   *
   * @param live after each round, at least three
   */
  static double growthPercent(List<Double> live) {
    List<Double> warm = live.subList(1, live.size());
    int third = Math.max(1, warm.size() / 3);
    double early = median(warm.subList(0, third));
    double late = median(warm.subList(warm.size() - third, warm.size()));
    return 100 * (late - early) / early;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private Series series() {
    return new Series(
        List.copyOf(seconds),
        seconds.get(0),
        List.of(
            new Series.Plot(
                "Memory of the server",
                "MiB",
                "After each round, when everybody has gone and the garbage is collected.",
                List.of(new Series.Line("live", live), new Series.Line("resident", resident))),
            new Series.Plot(
                "Latency: delivered, p99",
                "ms",
                "Of each round.",
                List.of(new Series.Line("p99", slowest)))));
  }
}
