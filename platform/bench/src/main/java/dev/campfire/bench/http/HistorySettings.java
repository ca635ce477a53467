package dev.campfire.bench.http;

import dev.campfire.bench.RefusedSettings;
import java.util.Map;

/**
 * What {@code bench history} was asked for.
 *
 * @param conversations of the database that are looked into, drawn at random
 * @param limit messages of a page
 */
public record HistorySettings(HttpLoad load, int conversations, int limit, double mostP99Ms) {
  public HistorySettings {
    if (conversations < 1 || conversations > 1_000_000) {
      throw new RefusedSettings("--conversations must be between 1 and 1000000.");
    }
    if (limit < 1 || limit > 200) {
      throw new RefusedSettings("--page must be between 1 and 200, was " + limit + ".");
    }
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = load.shown();
    shown.put("conversations", conversations);
    shown.put("page", limit);
    return shown;
  }
}
