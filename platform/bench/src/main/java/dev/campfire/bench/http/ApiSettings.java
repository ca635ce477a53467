package dev.campfire.bench.http;

import dev.campfire.bench.RefusedSettings;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code bench api} was asked for.
 *
 * @param inFlight requests that are open at a time in the second part
 * @param inFlightFor how long that is
 * @param mostP99Ms of the first part
 */
public record ApiSettings(
    HttpLoad load, int conversations, int inFlight, Duration inFlightFor, double mostP99Ms) {

  public ApiSettings {
    if (conversations < 1 || conversations > 5_000) {
      throw new RefusedSettings("--conversations must be between 1 and 5000.");
    }
    if (inFlight < 0 || inFlight > 5_000) {
      throw new RefusedSettings("--in-flight must be between 0 and 5000, was " + inFlight + ".");
    }
    if (inFlightFor.toMillis() < 100 || inFlightFor.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new RefusedSettings("--in-flight-for must be between 100ms and 10m.");
    }
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = load.shown();
    shown.put("conversations", conversations);
    shown.put("inFlight", inFlight);
    shown.put("inFlightSeconds", inFlightFor.toMillis() / 1e3);
    return shown;
  }
}
