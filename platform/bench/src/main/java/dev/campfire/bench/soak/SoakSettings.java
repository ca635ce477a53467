package dev.campfire.bench.soak;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.load.ChatSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code bench soak} was asked for.
 *
 * @param round of it
 * @param duration of all rounds' load together
 * @param mostGrowthPercent of the live set, once it is warm
 */
public record SoakSettings(ChatSettings round, Duration duration, double mostGrowthPercent) {
  /** One to warm up, and two to compare. */
  private static final int FEWEST_ROUNDS = 3;

  public SoakSettings {
    if (duration.toMillis() < FEWEST_ROUNDS * round.duration().toMillis()) {
      throw new RefusedSettings("--duration must be at least three times --round.");
    }
    if (duration.compareTo(Duration.ofHours(24)) > 0) {
      throw new RefusedSettings("--duration must be at most 24h.");
    }
  }

  int rounds() {
    return (int) (duration.toMillis() / round.duration().toMillis());
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("url", round.cast().target().toString());
    shown.put("conversations", round.cast().conversations());
    shown.put("agents", round.cast().agentSockets());
    shown.put("rate", round.rate());
    shown.put("rounds", rounds());
    shown.put("roundSeconds", round.duration().toMillis() / 1e3);
    return shown;
  }
}
