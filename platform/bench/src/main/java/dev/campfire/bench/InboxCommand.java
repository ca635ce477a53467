package dev.campfire.bench;

import dev.campfire.bench.crowd.InboxRun;
import dev.campfire.bench.crowd.InboxSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.report.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench inbox}. */
@Command(
    name = "inbox",
    description = {
      "One organisation's agents look at the list of its conversations while messages come at a",
      "fixed rate, each of which the server tells all of them.",
      "The server must grant an account that many messages: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 a limit was passed, or a list does not tell of a message; 2 settings"
          + " refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class InboxCommand extends ScenarioCommand {
  @Mixin private TimeOptions time;

  @Option(
      names = "--agents",
      defaultValue = "200",
      description = "Sockets of agents, which share the accounts (${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--conversations",
      defaultValue = "400",
      description = "That the messages go to by turns (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--rate",
      defaultValue = "220",
      description = "Messages a second, all together (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--least-deliveries",
      paramLabel = "N",
      defaultValue = "40000",
      description = "A second, to all agents together (${DEFAULT-VALUE}).")
  private double leastDeliveries;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      defaultValue = "100",
      description = "In how many ms 99 of a hundred have to be delivered (${DEFAULT-VALUE}).")
  private double p99Ms;

  @Override
  Result run() {
    Cast cast = cast(conversations, agents);
    InboxSettings settings =
        new InboxSettings(cast, rate, time.warmup(), time.duration(), leastDeliveries, p99Ms);
    return InboxRun.run(settings, observed(cast), this::progress);
  }
}
