package dev.campfire.bench;

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
      "Status: 0 all well, 1 a message was lost, double, out of order or unaccounted for,"
          + " 2 settings refused, 3 broken off."
    },
    mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

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

  @Override
  public Integer call() {
    return options.tell(() -> ChatRun.run(settings(), options::progress));
  }

  private ChatSettings settings() {
    ChatSettings settings =
        new ChatSettings(
            options.cast(conversations, Math.min(agents, conversations)),
            rate,
            warmup,
            duration,
            size,
            receipts);
    if (!options.limitsLifted()) {
      Limits.require(settings);
    }
    return settings;
  }
}
