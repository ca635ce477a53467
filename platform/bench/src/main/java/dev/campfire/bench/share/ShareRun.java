package dev.campfire.bench.share;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.load.ChatRun;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.watch.Observed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Two installations on this machine, one with a part and one without, talk by turns. What they use
 * counts from the first message until the last of them has been worked up.
 */
public final class ShareRun {
  private static final int SIZE = 120;

  /** Whatever follows a message is done by then: figures are at most 2 s behind. */
  private static final Duration AFTERMATH = Duration.ofSeconds(3);

  private final ShareSettings settings;
  private final Consumer<String> progress;

  private ShareRun(ShareSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Blocks until the run is over.
   *
   * @param progress is given a line for somebody who waits
   * @return what it found; fails with {@link dev.campfire.bench.RefusedSettings} or {@link
   *     RunFailure}
   */
  public static ShareReport run(ShareSettings settings, Consumer<String> progress) {
    return new ShareRun(settings, progress).run();
  }

  private ShareReport run() {
    try (Installation with =
            new Installation(settings.jar(), settings.folder().resolve("with")).start(null);
        Installation without =
            new Installation(settings.jar(), settings.folder().resolve("without"))
                .start(settings.part())) {
      progress.accept("Warming up");
      talk(with, settings.warmup());
      talk(without, settings.warmup());
      List<ShareReport.Pair> pairs = new ArrayList<>();
      for (int number = 1; number <= settings.pairs(); number++) {
        ShareReport.Pair pair = pair(with, without, number % 2 == 1);
        pairs.add(pair);
        progress.accept(
            "Pair %d of %d: %.3f and %.3f ms a message"
                .formatted(number, settings.pairs(), pair.with(), pair.without()));
      }
      return new ShareReport(settings.part(), pairs);
    }
  }

  private ShareReport.Pair pair(Installation with, Installation without, boolean withFirst) {
    double first = talk(withFirst ? with : without, settings.duration());
    double second = talk(withFirst ? without : with, settings.duration());
    return withFirst ? new ShareReport.Pair(first, second) : new ShareReport.Pair(second, first);
  }

  /**
   * @return processor milliseconds a message
   */
  private double talk(Installation at, Duration duration) {
    AtomicLong before = new AtomicLong();
    Result result =
        ChatRun.run(
            new ChatSettings(
                at.cast(settings.conversations()),
                settings.rate(),
                Duration.ZERO,
                duration,
                SIZE,
                false),
            Observed.NOBODY,
            line -> {},
            () -> before.set(at.processorMillis()));
    Until.passed(AFTERMATH);
    long used = at.processorMillis() - before.get();
    if (!result.passed()) {
      throw new RunFailure("A message was lost or out of order; `bench chat` says more.", null);
    }
    return (double) used / result.measured("acknowledged");
  }
}
