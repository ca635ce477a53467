package dev.campfire.bench;

import dev.campfire.bench.crowd.StormRun;
import dev.campfire.bench.crowd.StormSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.report.Result;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code campfire bench storm}. */
@Command(
    name = "storm",
    description = {
      "Contacts lose their sockets all at once, without a close frame, and come back as Campfire's",
      "own client does: each after a random pause, with the token that they have, to their three",
      "feeds. What the database is asked for each is counted by its pg_stat_statements. Others",
      "talk meanwhile, from another address.",
      "The server must grant this address that many sockets: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 somebody was not back in time, the database was asked too much, or the",
      "others noticed; 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class StormCommand extends ScenarioCommand {
  private static final String OTHER_ADDRESS = "127.0.2.1";

  /** Before and after the storm. */
  private static final Duration WARMUP = Duration.ofSeconds(2);

  private static final Duration CALM = Duration.ofSeconds(5);

  @Option(
      names = "--sockets",
      defaultValue = "10000",
      description = "Each of a contact of their own (${DEFAULT-VALUE}).")
  private int sockets;

  @Option(
      names = "--within",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "The longest pause before one comes back (${DEFAULT-VALUE}).")
  private Duration within;

  @Option(
      names = "--limit",
      defaultValue = "25s",
      converter = DurationText.class,
      description = "In which all have to be back (${DEFAULT-VALUE}).")
  private Duration limit;

  @Option(
      names = "--most-queries",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the database, that each may cost (${DEFAULT-VALUE}).")
  private double mostQueries;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description = "The others' messages a second, in ten conversations (${DEFAULT-VALUE}).")
  private int rate;

  @Override
  Result run() {
    Cast crowd = cast(10, 3);
    StormSettings settings = settings(crowd);
    return StormRun.run(settings, observed(crowd), this::progress);
  }

  private StormSettings settings(Cast crowd) {
    Cast others = crowd.target().isLoopback() ? crowd.from(OTHER_ADDRESS) : crowd;
    ChatSettings steady =
        new ChatSettings(others, rate, WARMUP, CALM.multipliedBy(2).plus(limit), 120, false);
    return new StormSettings(crowd, sockets, within, steady, CALM, limit, mostQueries);
  }
}
