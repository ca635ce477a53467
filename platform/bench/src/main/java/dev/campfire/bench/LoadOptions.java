package dev.campfire.bench;

import dev.campfire.bench.http.HttpLoad;
import dev.campfire.bench.load.Cast;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long something is asked over HTTP, and on how many connections. */
final class LoadOptions {
  @Mixin private TimeOptions time;

  @Option(
      names = "--connections",
      defaultValue = "256",
      description = "At most; what is asked beyond them waits, and counts (${DEFAULT-VALUE}).")
  private int connections;

  HttpLoad at(int rate, Cast cast) {
    return new HttpLoad(cast, rate, time.warmup(), time.duration(), connections);
  }
}
