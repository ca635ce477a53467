package dev.campfire.bench.http;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.Schedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At what rate something is asked, and how long.
 *
 * @param cast whose agents ask
 * @param rate requests a second
 * @param warmup asked and checked, not measured
 * @param connections at most
 */
public record HttpLoad(Cast cast, int rate, Duration warmup, Duration duration, int connections) {
  public HttpLoad {
    if (rate < 1 || rate > 20_000) {
      throw new RefusedSettings("--rate must be between 1 and 20000 requests/s, was " + rate + ".");
    }
    if (duration.toMillis() < 1_000 || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new RefusedSettings("--duration must be between 1s and 1h.");
    }
    if (warmup.isNegative() || warmup.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new RefusedSettings("--warmup must be at most 10m.");
    }
    if (connections < 1 || connections > 10_000) {
      throw new RefusedSettings("--connections must be between 1 and 10000.");
    }
  }

  Schedule schedule() {
    return Schedule.of(1, rate, warmup, duration);
  }

  /** How long it asks. */
  Duration length() {
    return warmup.plus(duration);
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", cast.target().toString());
    shown.put("rate", rate);
    shown.put("warmupSeconds", warmup.toMillis() / 1e3);
    shown.put("durationSeconds", duration.toMillis() / 1e3);
    shown.put("connections", connections);
    return shown;
  }
}
