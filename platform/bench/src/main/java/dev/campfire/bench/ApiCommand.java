package dev.campfire.bench;

import dev.campfire.bench.http.ApiRun;
import dev.campfire.bench.http.ApiSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.report.Result;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench api}. */
@Command(
    name = "api",
    description = {
      "Programs of agents use the HTTP API: of a hundred requests 30 read a page of history, 20",
      "send, 20 list, 15 read a conversation, 5 each mark, change and ask who is available. First",
      "at a fixed rate, then with so many in flight all the time, for which the server's pool of",
      "database connections (database.connections, 16) is far too small.",
      "The server must grant an account that much: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 a request failed or the limit was passed, 2 settings refused, 3 broken"
          + " off."
    },
    mixinStandardHelpOptions = true)
final class ApiCommand extends ScenarioCommand {
  @Mixin private LoadOptions load;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "Requests a second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--conversations",
      defaultValue = "500",
      description = "That are opened first, and asked about (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--in-flight",
      defaultValue = "1000",
      description = "Requests that are open at a time in the second part (${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--in-flight-for",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "How long that is (${DEFAULT-VALUE}).")
  private Duration inFlightFor;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      defaultValue = "100",
      description = "In how many ms 99 of a hundred have to be answered (${DEFAULT-VALUE}).")
  private double p99Ms;

  @Override
  Result run() {
    Cast cast = cast(1, 1);
    ApiSettings settings =
        new ApiSettings(load.at(rate, cast), conversations, inFlight, inFlightFor, p99Ms);
    return ApiRun.run(settings, observed(cast), this::progress);
  }
}
