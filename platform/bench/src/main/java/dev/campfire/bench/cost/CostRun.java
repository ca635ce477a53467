package dev.campfire.bench.cost;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.load.PingRun;
import dev.campfire.bench.load.PingSettings;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.watch.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sends on one installation and on the other by turns, so that both have the machine's moods. */
public final class CostRun {
  private static final int WARMUP = 50;
  private static final int SIZE = 120;

  private CostRun() {}

  /**
   * Blocks until the run is over.
   *
   * @param progress is given a line a run
   * @return what it found; fails with {@link dev.campfire.bench.RefusedSettings} or {@link
   *     RunFailure}
   */
  public static CostReport run(CostSettings settings, Consumer<String> progress) {
    List<CostReport.Pair> pairs = new ArrayList<>();
    for (int number = 0; number < settings.pairs(); number++) {
      Sample one = null;
      if (number % 2 == 0) {
        one = sample(settings.one(), settings.count());
      }
      Sample other = sample(settings.other(), settings.count());
      if (one == null) {
        one = sample(settings.one(), settings.count());
      }
      pairs.add(new CostReport.Pair(one, other));
      progress.accept(
          "Pair %d of %d: %.1f and %.1f pages a send"
              .formatted(number + 1, settings.pairs(), one.buffers(), other.buffers()));
    }
    return new CostReport(List.copyOf(pairs));
  }

  private static Sample sample(Installation at, int count) {
    // A new conversation's first sends plan and warm up; they are counted on no side.
    PingSettings warmup = ping(at, WARMUP);
    PingRun.run(warmup, Observed.NOBODY, line -> {});
    PgSendCounters before = PgSendCounters.read(at.database());
    Result result = PingRun.run(ping(at, count), Observed.NOBODY, line -> {});
    PgSendCounters counted = PgSendCounters.read(at.database()).since(before);
    if (!result.passed() || counted.calls() < count) {
      throw new RunFailure(
          "Of %d sends at %s PostgreSQL counted %d: something else is amiss, or sends there too."
              .formatted(count, at.cast().target(), counted.calls()),
          null);
    }
    double calls = counted.calls();
    return new Sample(
        counted.buffers() / calls, counted.millis() / calls, result.latency("acknowledged").p50());
  }

  private static PingSettings ping(Installation at, int count) {
    return new PingSettings(at.cast(), Side.AGENT, 0, count, Duration.ofMillis(25), SIZE);
  }
}
