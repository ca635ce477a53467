package dev.campfire.presence;

import java.time.Duration;

/**
 * The section {@code presence}. What is right is said with each key in {@code conf/campfire.yaml}.
 *
 * @param lease how long people of a bridge node count as connected after its last word
 * @param grace how long somebody is still online after the last of their sockets was closed
 * @param awayAfter after how long without input on any device an agent who is online is away
 */
public record PresenceConfig(Duration lease, Duration grace, Duration awayAfter) {
  public PresenceConfig {
    // A bridge node speaks every 2 s; promise 6 leaves 20 s and 10 s, the rest is for announcing.
    require("lease", lease, Duration.ofSeconds(5), Duration.ofSeconds(15));
    require("grace", grace, Duration.ZERO, Duration.ofSeconds(8));
    // Clients say once a minute what they know; what is idle for a day says no more than that.
    require("awayAfter", awayAfter, Duration.ofMinutes(2), Duration.ofDays(1));
  }

  private static void require(String key, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "presence."
              + key
              + " must be between "
              + min.toSeconds()
              + "s and "
              + max.toSeconds()
              + "s, was "
              + value.toMillis()
              + "ms");
    }
  }
}
