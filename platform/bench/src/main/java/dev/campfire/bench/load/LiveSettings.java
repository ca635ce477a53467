package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import java.time.Duration;

/**
 * What {@code bench live} was asked for.
 *
 * @param cast with one agent's socket
 * @param count how many conversations are opened, one after the other
 * @param pause between two of them, on average
 */
public record LiveSettings(Cast cast, int count, Duration pause) {
  public LiveSettings {
    if (count < 1 || count > 10_000) {
      throw new RefusedSettings("--count must be between 1 and 10000, was " + count + ".");
    }
    if (pause.compareTo(Duration.ofMillis(10)) < 0) {
      throw new RefusedSettings("--pause must be at least 10ms.");
    }
  }
}
