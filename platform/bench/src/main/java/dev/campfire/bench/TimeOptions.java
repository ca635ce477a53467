package dev.campfire.bench;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a run takes. */
final class TimeOptions {
  @Option(
      names = "--warmup",
      defaultValue = "10s",
      converter = DurationText.class,
      description = "Done and checked, not measured (${DEFAULT-VALUE}).")
  private Duration warmup;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = DurationText.class,
      description = "How long is measured (${DEFAULT-VALUE}).")
  private Duration duration;

  Duration warmup() {
    return warmup;
  }

  Duration duration() {
    return duration;
  }
}
