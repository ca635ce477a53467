package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import java.time.Duration;

/**
 * What {@code bench typing} was asked for.
 *
 * @param cast whose server and widget key are used
 * @param contacts who are connected, each with a conversation of their own
 * @param every how often each types
 * @param length from the first key to the stop
 * @param warmup typing that is not measured
 * @param serverPid null if it is not known or not here
 */
public record TypingSettings(
    Cast cast,
    int contacts,
    Duration every,
    Duration length,
    Duration warmup,
    Duration duration,
    Long serverPid) {

  public TypingSettings {
    if (contacts < 1 || contacts > Contacts.MOST) {
      throw new RefusedSettings("--contacts must be between 1 and 15000, was " + contacts + ".");
    }
    if (every.toMillis() < 1_000 || every.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new RefusedSettings("--every must be between 1s and 10m.");
    }
    if (length.toMillis() < 100 || length.compareTo(every) >= 0) {
      throw new RefusedSettings("--for must be at least 100ms and less than --every.");
    }
    if (warmup.isNegative() || warmup.compareTo(Duration.ofHours(1)) > 0) {
      throw new RefusedSettings("--warmup must be at most 1h.");
    }
    if (duration.compareTo(every) < 0 || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new RefusedSettings("--duration must be between --every and 1h.");
    }
    if (serverPid != null && ProcessHandle.of(serverPid).isEmpty()) {
      throw new RefusedSettings("--server-pid names no process of this machine.");
    }
  }
}
