package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.ceiling.Ceilings;
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
 * @param goals that the run is held against
 * @param ceilings how long each of the machine's limits is measured after the run; zero: not at all
 */
public record ChatSettings(
    Cast cast,
    int rate,
    Duration warmup,
    Duration duration,
    int size,
    boolean receipts,
    Goals goals,
    Duration ceilings) {
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
    if (ceilings.isNegative() || ceilings.compareTo(Ceilings.LONGEST) > 0) {
      throw new RefusedSettings("--ceiling-for must be between 0ms and 60s.");
    }
    Contents.requireSize(size);
    long messages = Schedule.of(cast.conversations(), rate, warmup, duration).count();
    if (messages > MOST_MESSAGES) {
      throw new RefusedSettings(
          "A run of more than 2000000 messages is not held in memory: lower --rate or --duration.");
    }
  }

  /**
   * How quickly a message is to be with the other one.
   *
   * @param p50Ms half of them
   * @param p99Ms 99 of a hundred
   */
  public record Goals(double p50Ms, double p99Ms) {
    /** The product's own. */
    public static final Goals OURS = new Goals(10, 50);
  }

  /** Held against the product's own goals and nothing else. */
  public ChatSettings(
      Cast cast, int rate, Duration warmup, Duration duration, int size, boolean receipts) {
    this(cast, rate, warmup, duration, size, receipts, Goals.OURS, Duration.ZERO);
  }

  Schedule schedule() {
    return Schedule.of(cast.conversations(), rate, warmup, duration);
  }

  boolean hasCeilings() {
    return !ceilings.isZero();
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    if (cast.second() != null) {
      shown.put("secondUrl", cast.second().toString());
    }
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
