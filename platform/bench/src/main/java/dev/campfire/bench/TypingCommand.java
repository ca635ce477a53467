package dev.campfire.bench;

import dev.campfire.bench.load.TypingReport;
import dev.campfire.bench.load.TypingRun;
import dev.campfire.bench.load.TypingSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code campfire bench typing}. */
@Command(
    name = "typing",
    description = {
      "Contacts who are connected and type now and then, each in a conversation of their own: what",
      "presence costs. Each of them has to see their own typing begin and end.",
      "The server must grant this address that many sockets and widget sessions.",
      "Status as of `bench chat`."
    },
    mixinStandardHelpOptions = true)
final class TypingCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Option(
      names = "--contacts",
      defaultValue = "200",
      description = "Who are connected (${DEFAULT-VALUE}).")
  private int contacts;

  @Option(
      names = "--every",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "How often each of them types (${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--for",
      defaultValue = "2s",
      converter = DurationText.class,
      description = "How long, from the first key to the stop (${DEFAULT-VALUE}).")
  private Duration length;

  @Option(
      names = "--warmup",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "Typing before it, which is not measured (${DEFAULT-VALUE}).")
  private Duration warmup;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "Of the run (${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--server-pid",
      description = "The server's process, if it runs here: its processor time is told.")
  private Long serverPid;

  @Override
  public Integer call() {
    return options.tell(
        () ->
            TypingRun.run(
                new TypingSettings(
                    options.cast(1, 1), contacts, every, length, warmup, duration, serverPid),
                options::progress),
        TypingReport::toString,
        TypingReport::passed);
  }
}
