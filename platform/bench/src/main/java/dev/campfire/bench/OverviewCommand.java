package dev.campfire.bench;

import dev.campfire.bench.load.OverviewReport;
import dev.campfire.bench.load.OverviewRun;
import dev.campfire.bench.load.OverviewSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench overview}. */
@Command(
    name = "overview",
    description = {
      "How long an overview of a month takes: asks for stretches that begin at any millisecond,"
          + " one after the other, and for the same ones again.",
      "Status: 0 p95 at most 200 ms, 1 more, 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class OverviewCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--count",
      defaultValue = "100",
      description = "How many stretches (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "How long each of them is (${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--within",
      defaultValue = "365",
      description = "How many days back they lie (${DEFAULT-VALUE}).")
  private int within;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the stretches (${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    return options.tell(
        () ->
            OverviewRun.run(
                new OverviewSettings(options.cast(1, 1), count, days, within, seed),
                options::progress),
        OverviewReport::toString,
        OverviewReport::passed);
  }
}
