package dev.campfire.bench.abuse;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.ChatSettings;
import dev.campfire.bench.wire.Target;
import java.time.Duration;

/**
 * What {@code bench abuse} was asked for.
 *
 * @param honest the load of who means well; runs before, during and after
 * @param crowd whose target and widget key the crowd uses
 * @param management the server's management port
 * @param serverPid the server's process, on this machine
 * @param limitsLifted whether the server's limits by address and caller were
 */
public record AbuseSettings(
    ChatSettings honest, Cast crowd, Target management, long serverPid, boolean limitsLifted) {
  /** Silence ends after ten seconds, unread pages after ten more. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  public AbuseSettings {
    if (!crowd.target().isLoopback() || !management.isLoopback()) {
      throw new RefusedSettings("The crowd is only let loose on this machine.");
    }
    if (!crowd.target().host().startsWith("127.")) {
      throw new RefusedSettings("--url must name 127.0.0.1: everybody has an address like it.");
    }
    if (honest.duration().compareTo(SHORTEST) < 0) {
      throw new RefusedSettings("--duration must be at least 5s.");
    }
  }
}
