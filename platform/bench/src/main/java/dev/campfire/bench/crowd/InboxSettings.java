package dev.campfire.bench.crowd;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench inbox} was asked for.
 *
 * @param cast whose agents listen, on as many sockets as it has, to its conversations' list
 * @param rate messages a second, in all conversations by turns
 * @param warmup sent and checked, not measured
 * @param leastDeliveries a second, to all agents together
 * @param mostP99Ms from the time at which a message should have gone to an agent's list
 */
public record InboxSettings(
    Cast cast,
    int rate,
    Duration warmup,
    Duration duration,
    double leastDeliveries,
    double mostP99Ms) {
  /** Contract section 3b: the inbox tells of a conversation at most twice a second. */
  private static final int CHANGES_PER_SECOND = 2;

  public InboxSettings {
    if (rate < 1 || rate > 5_000) {
      throw new RefusedSettings("--rate must be between 1 and 5000 messages/s, was " + rate + ".");
    }
    if (rate > CHANGES_PER_SECOND * cast.conversations()) {
      throw new RefusedSettings(
          "The inbox tells of a conversation at most twice a second: more --conversations or a"
              + " lower --rate.");
    }
    if (duration.toMillis() < 1_000 || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new RefusedSettings("--duration must be between 1s and 1h.");
    }
    if (warmup.isNegative() || warmup.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new RefusedSettings("--warmup must be at most 10m.");
    }
  }

  Schedule schedule() {
    return Schedule.of(cast.conversations(), rate, warmup, duration);
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    shown.put("agents", cast.agentSockets());
    shown.put("accounts", cast.agentEmails().size());
    shown.put("conversations", cast.conversations());
    shown.put("rate", rate);
    shown.put("warmupSeconds", warmup.toMillis() / 1e3);
    shown.put("durationSeconds", duration.toMillis() / 1e3);
    return shown;
  }
}
