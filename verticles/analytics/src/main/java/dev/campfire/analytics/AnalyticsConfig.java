package dev.campfire.analytics;

import java.time.Duration;

/**
 * The section {@code analytics}.
 *
 * @param interval how often this node looks for what was committed
 * @param batch conversations that are reckoned in one transaction, at most
 * @param exactUpTo how many times a percentile is taken from exactly; of more it is taken from a
 *     sketch
 */
public record AnalyticsConfig(Duration interval, int batch, int exactUpTo) {
  public AnalyticsConfig {
    if (interval.compareTo(Duration.ofMillis(50)) < 0
        || interval.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "analytics.interval must be between 50ms and 1m, was " + interval);
    }
    require("batch", batch, 1, 5_000);
    require("exactUpTo", exactUpTo, 0, 100_000);
  }

  private static void require(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "analytics." + key + " must be between " + min + " and " + max + ", was " + value);
    }
  }
}
