package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.check.Side;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench ping} was asked for.
 *
 * @param cast with one conversation
 * @param warmupCount messages that are sent first and not measured
 * @param pause between an answer and the next message
 * @param size of a message's content, in UTF-16 units
 */
public record PingSettings(
    Cast cast, Side sender, int warmupCount, int count, Duration pause, int size) {

  public PingSettings {
    if (count < 1 || count > 100_000) {
      throw new RefusedSettings("--count must be between 1 and 100000, was " + count + ".");
    }
    if (warmupCount < 0 || warmupCount > 100_000) {
      throw new RefusedSettings("--warmup must be between 0 and 100000, was " + warmupCount + ".");
    }
    if (pause.isNegative() || pause.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new RefusedSettings("--pause must be between 0ms and 1m.");
    }
    Contents.requireSize(size);
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    shown.put("from", sender.word());
    shown.put("warmup", warmupCount);
    shown.put("count", count);
    shown.put("pauseMs", pause.toMillis());
    shown.put("size", size);
    return shown;
  }
}
