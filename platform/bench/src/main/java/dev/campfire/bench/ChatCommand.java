package dev.campfire.bench;

import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatRun;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.load.Limits;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench chat}. */
@Command(
    name = "chat",
    description = {
      "Contacts and agents talk, at a fixed total rate, and every message is checked.",
      "Status: 0 all well, 1 a message was lost, double, out of order or unaccounted for, or of a"
          + " thousand tries one failed; 2 settings refused, 3 broken off. A goal that is missed is"
          + " told and fails nothing."
    },
    mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @Mixin private WatchOptions watched;

  @Option(
      names = "--conversations",
      defaultValue = "50",
      description = "Each with a contact and a socket of its own (${DEFAULT-VALUE}).")
  private int conversations;

  @Option(
      names = "--agents",
      defaultValue = "4",
      description = "Sockets of agents, which share the conversations (${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--rate",
      defaultValue = "100",
      description = "Messages a second, all together (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--warmup",
      defaultValue = "5s",
      converter = DurationText.class,
      description = "Sent and checked, not measured (${DEFAULT-VALUE}).")
  private Duration warmup;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "How long is measured (${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--size",
      defaultValue = "120",
      description = "Of a message, in UTF-16 units (${DEFAULT-VALUE}).")
  private int size;

  @Option(
      names = "--receipts",
      description = "Whoever gets a message marks it as read, each by a request of its own.")
  private boolean receipts;

  @Option(
      names = "--second-url",
      paramLabel = "URL",
      description = {
        "Another node of the same installation: the agents are there, the contacts at --url, so",
        "every message goes from one node to the other."
      })
  private String secondUrl;

  @Option(
      names = "--p50",
      paramLabel = "MS",
      defaultValue = "10",
      description = "Goal: in how many ms half of the messages are delivered (${DEFAULT-VALUE}).")
  private double p50Ms;

  @Option(
      names = "--p99",
      paramLabel = "MS",
      defaultValue = "50",
      description = "Goal: in how many ms 99 of a hundred are delivered (${DEFAULT-VALUE}).")
  private double p99Ms;

  @Option(
      names = "--ceilings",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = {
        "Whether the machine's limits are measured after the run: group commits of the same rows with",
        "nothing else, and frames that are only sent back. They write into the run's",
        "conversations."
      })
  private boolean ceilings;

  @Option(
      names = "--ceiling-for",
      defaultValue = "3s",
      converter = DurationText.class,
      description = "How long each of the seven is measured (${DEFAULT-VALUE}).")
  private Duration ceilingFor;

  @Override
  public Integer call() {
    return watched.tell(
        options,
        () -> {
          ChatSettings settings = settings();
          return ChatRun.run(
              settings, watched.observed(settings.cast().targets()), options::progress);
        });
  }

  private ChatSettings settings() {
    Cast cast = options.cast(conversations, Math.min(agents, conversations));
    ChatSettings settings =
        new ChatSettings(
            secondUrl == null ? cast : cast.withAgentsAt(options.target(secondUrl)),
            rate,
            warmup,
            duration,
            size,
            receipts,
            new ChatSettings.Goals(p50Ms, p99Ms),
            ceilings ? ceilingFor : Duration.ZERO);
    if (!options.limitsLifted()) {
      Limits.require(settings);
    }
    return settings;
  }
}
