package dev.campfire.bench;

import dev.campfire.bench.http.HistoryRun;
import dev.campfire.bench.http.HistorySettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench history}. */
@Command(
    name = "history",
    description = {
      "Agents read pages of history over HTTP, each of a conversation drawn at random from a",
      "database that `bench fill` has filled: by turns the newest page and one from the middle.",
      "The server must grant an account that much: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 a request failed or the limit was passed, 2 settings refused, 3 broken"
          + " off."
    },
    mixinStandardHelpOptions = true)
final class HistoryCommand extends ScenarioCommand {
  @Mixin private LoadOptions load;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Pages a second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--conversations",
      defaultValue = "20000",
      description = "That are drawn, about (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--page",
      defaultValue = "50",
      description = "Messages of a page (${DEFAULT-VALUE}).")
  private int page;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      defaultValue = "20",
      description = "In how many ms 99 of a hundred have to be answered (${DEFAULT-VALUE}).")
  private double p99Ms;

  @Override
  Result run() {
    Cast cast = cast(1, 1);
    HistorySettings settings = new HistorySettings(load.at(rate, cast), conversations, page, p99Ms);
    return HistoryRun.run(settings, observed(cast), this::progress);
  }
}
