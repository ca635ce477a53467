package dev.campfire.host.bus;

import dev.campfire.contract.Caller;
import dev.campfire.host.json.WireJson;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Callers as the text in which they travel with what they ask. The same few thousand ask again and
 * again, and writing and reading one costs as much as the rest of a small request.
 */
final class CallerTexts {
  /** Some 10 MB. */
  static final int MOST = 20_000;

  private final Map<Caller, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  String write(Caller caller) {
    return remembered(texts, caller, WireJson::writeText);
  }

  Caller read(String text) {
    return remembered(callers, text, unread -> WireJson.readTrusted(unread, Caller.class));
  }

  int size() {
    return texts.size() + callers.size();
  }

  private static <K, V> V remembered(Map<K, V> known, K key, Function<K, V> work) {
    V value = known.get(key);
    if (value == null) {
      value = work.apply(key);
      if (known.size() >= MOST) {
        // Whoever still asks is back at once.
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
