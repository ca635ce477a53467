package dev.campfire.bench.abuse;

import dev.campfire.bench.Until;
import dev.campfire.bench.load.ChatRun;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.ServerProcess;
import dev.campfire.bench.wire.Management;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The honest ones alone, with the crowd twice, and alone again: the first time the server has not
 * compiled yet what a crowd calls, and the crowd's own process has not either.
 */
public final class AbuseRun {
  /** The longest that a socket lives by doing nothing, or by not reading, and some. */
  private static final Duration LEAVING = Duration.ofSeconds(40);

  private static final Duration LAST_CLOSE = Duration.ofSeconds(20);

  private final AbuseSettings settings;
  private final Consumer<String> progress;
  private final ServerProcess server;
  private final AtomicLong residentPeak = new AtomicLong();

  private AbuseRun(AbuseSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.server = new ServerProcess(settings.serverPid(), new Management(settings.management()));
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link dev.campfire.bench.RunFailure}
   */
  public static AbuseReport run(AbuseSettings settings, Consumer<String> progress) {
    return new AbuseRun(settings, progress).play();
  }

  private AbuseReport play() {
    Instant startedAt = Instant.now();
    progress.accept("The honest ones alone");
    Result before = ChatRun.run(settings.honest(), Observed.NOBODY, progress);
    long heapBefore = server.liveHeap() >> 20;
    long residentBefore = server.resident() >> 20;
    Encounter cold = encounter("The crowd comes");
    Map<String, Long> closesBefore = server.closes();
    Encounter warm = encounter("The crowd comes again");
    progress.accept("The honest ones alone again");
    Result after = ChatRun.run(settings.honest(), Observed.NOBODY, progress);
    Until.holdsOrNot(LAST_CLOSE, () -> server.sockets() == 0);
    int sockets = server.sockets();
    Map<String, Long> closes = new TreeMap<>(server.closes());
    closesBefore.forEach((code, count) -> closes.merge(code, -count, Long::sum));
    return AbuseReport.of(
        startedAt,
        settings.limitsLifted(),
        new AbuseReport.Honest(before, cold.honest, warm.honest, after),
        warm.crowd,
        new AbuseReport.Server(
            heapBefore,
            server.liveHeap() >> 20,
            residentBefore,
            residentPeak.get(),
            server.resident() >> 20,
            sockets,
            closes));
  }

  /** What the honest ones found while the crowd was there, and how it was sent away. */
  private record Encounter(Result honest, List<AbuseReport.Crowd> crowd) {}

  private Encounter encounter(String beginning) {
    try (Mob mob = new Mob(settings.crowd())) {
      progress.accept(beginning);
      mob.gather();
      Result honest = ChatRun.run(settings.honest(), Observed.NOBODY, line -> watch(line, mob));
      progress.accept("The crowd is sent away");
      return new Encounter(honest, mob.disperse(LEAVING));
    }
  }

  private void watch(String line, Mob mob) {
    residentPeak.accumulateAndGet(server.resident() >> 20, Math::max);
    progress.accept(line + "; " + mob.progress());
  }
}
