package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;

/**
 * What {@code bench overview} was asked for.
 *
 * @param cast with one agent's socket
 * @param count how many overviews are asked for, one after the other
 * @param days how long the stretch of each is
 * @param within how many days back the stretches lie
 * @param seed of the stretches
 */
public record OverviewSettings(Cast cast, int count, int days, int within, long seed) {
  public OverviewSettings {
    if (count < 1 || count > 100_000) {
      throw new RefusedSettings("--count must be between 1 and 100000, was " + count + ".");
    }
    if (days < 1 || days > 366) {
      throw new RefusedSettings("--days must be between 1 and 366, was " + days + ".");
    }
    if (within < days) {
      throw new RefusedSettings("--within must be at least --days, was " + within + ".");
    }
  }
}
