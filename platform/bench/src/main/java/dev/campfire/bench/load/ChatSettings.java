package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench chat} was asked for.
 *
 * @param rate messages a second, of all conversations together
 * @param warmup sent and checked, not measured
 * @param size of a message's content, in UTF-16 units
 * @param receipts whether each message is marked as read by whoever gets it
 */
public record ChatSettings(
    Cast cast, int rate, Duration warmup, Duration duration, int size, boolean receipts) {
  private static final long MOST_MESSAGES = 2_000_000;

  public ChatSettings {
    if (rate < 1 || rate > 20_000) {
      throw new RefusedSettings("--rate must be between 1 and 20000 messages/s, was " + rate + ".");
    }
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new RefusedSettings("--duration must be at least 1s.");
    }
    if (warmup.isNegative()) {
      throw new RefusedSettings("--warmup must not be negative.");
    }
    Contents.requireSize(size);
    long messages = Schedule.of(cast.conversations(), rate, warmup, duration).count();
    if (messages > MOST_MESSAGES) {
      throw new RefusedSettings(
          "A run of more than 2000000 messages is not held in memory: lower --rate or --duration.");
    }
  }

  Schedule schedule() {
    return Schedule.of(cast.conversations(), rate, warmup, duration);
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    shown.put("conversations", cast.conversations());
    shown.put("agents", cast.agentSockets());
    shown.put("accounts", cast.agentEmails().size());
    shown.put("rate", rate);
    shown.put("warmupSeconds", warmup.toMillis() / 1e3);
    shown.put("durationSeconds", duration.toMillis() / 1e3);
    shown.put("size", size);
    shown.put("receipts", receipts);
    return shown;
  }
}
