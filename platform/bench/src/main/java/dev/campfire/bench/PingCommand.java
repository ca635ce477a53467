package dev.campfire.bench;

import dev.campfire.bench.check.Side;
import dev.campfire.bench.load.Limits;
import dev.campfire.bench.load.PingRun;
import dev.campfire.bench.load.PingSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code campfire bench ping}. */
@Command(
    name = "ping",
    description = {
      "One conversation, one message after the other: what a message takes on an idle server.",
      "Status as of `bench chat`."
    },
    mixinStandardHelpOptions = true)
final class PingCommand implements Callable<Integer> {
  @Mixin private RunOptions options;
  @Mixin private WatchOptions watched;

  @Option(
      names = "--from",
      defaultValue = "agent",
      converter = SideText.class,
      description = "Who sends: agent or contact (${DEFAULT-VALUE}).")
  private Side sender;

  @Option(
      names = "--warmup",
      defaultValue = "200",
      description = "Messages that are sent first and not measured (${DEFAULT-VALUE}).")
  private int warmup;

  @Option(
      names = "--count",
      defaultValue = "1000",
      description = "Messages that are measured (${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--pause",
      defaultValue = "25ms",
      converter = DurationText.class,
      description = "Between an answer and the next message (${DEFAULT-VALUE}).")
  private Duration pause;

  @Option(
      names = "--size",
      defaultValue = "120",
      description = "Of a message, in UTF-16 units (${DEFAULT-VALUE}).")
  private int size;

  /** {@code agent} or {@code contact}, whatever the command line above us is set to. */
  static final class SideText implements ITypeConverter<Side> {
    @Override
    public Side convert(String text) {
      for (Side side : Side.values()) {
        if (side.word().equals(text)) {
          return side;
        }
      }
      throw new TypeConversionException("must be agent or contact, was " + text);
    }
  }

  @Override
  public Integer call() {
    return watched.tell(
        options,
        () -> {
          PingSettings settings = settings();
          return PingRun.run(
              settings, watched.observed(settings.cast().targets()), options::progress);
        });
  }

  private PingSettings settings() {
    PingSettings settings =
        new PingSettings(options.cast(1, 1), sender, warmup, count, pause, size);
    if (!options.limitsLifted()) {
      Limits.require(settings);
    }
    return settings;
  }
}
