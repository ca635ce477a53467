package dev.campfire.bench;

import dev.campfire.bench.load.LiveReport;
import dev.campfire.bench.load.LiveRun;
import dev.campfire.bench.load.LiveSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench live}. */
@Command(
    name = "live",
    description = {
      "How far live figures are behind what is committed: opens conversations, one after the other,"
          + " and waits until an agent is told of each. Nobody else may open or resolve any"
          + " meanwhile; `bench chat` may talk beside it once it has opened its own.",
      "Status: 0 never more than 2 s, 1 more or never, 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class LiveCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--count",
      defaultValue = "100",
      description = "How many conversations are opened (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--pause",
      defaultValue = "700ms",
      converter = DurationText.class,
      description = "Between two of them, on average (${DEFAULT-VALUE}).")
  private Duration pause;

  @Override
  public Integer call() {
    return options.tell(
        () -> LiveRun.run(new LiveSettings(options.cast(1, 1), count, pause), options::progress),
        LiveReport::toString,
        LiveReport::passed);
  }
}
