package dev.campfire.bench;

import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.soak.SoakRun;
import dev.campfire.bench.soak.SoakSettings;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code campfire bench soak}. */
@Command(
    name = "soak",
    description = {
      "`bench chat` for a long time, in rounds: after each of them everybody goes, everything is",
      "read back, and what is live on the server's heap is looked at (jcmd, of the JDK). It may not",
      "grow once the first rounds are over.",
      "The server must grant this address that many sockets: start it with conf/bench.yaml.",
      "Status: 0 all well, 1 a message was lost, a try failed or the live set grew; 2 settings"
          + " refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class SoakCommand extends ScenarioCommand {
  @Option(
      names = "--conversations",
      defaultValue = "1000",
      description = "Each with a contact and a socket of its own (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--agents",
      defaultValue = "20",
      description = "Sockets of agents, which share the conversations (${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Messages a second, all together (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duration",
      defaultValue = "30m",
      converter = DurationText.class,
      description = "Of all rounds' load together (${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--round",
      defaultValue = "2m",
      converter = DurationText.class,
      description = "Of one round's load (${DEFAULT-VALUE}).")
  private Duration round;

  @Option(
      names = "--most-growth",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description =
          "Of what is live on the heap, from the first third of the rounds after the first to the"
              + " last third (${DEFAULT-VALUE}).")
  private double mostGrowthPercent;

  @Override
  Result run() {
    Cast cast = cast(conversations, agents);
    ChatSettings chat = new ChatSettings(cast, rate, Duration.ZERO, round, 120, false);
    return SoakRun.run(
        new SoakSettings(chat, duration, mostGrowthPercent), observed(cast), this::progress);
  }
}
