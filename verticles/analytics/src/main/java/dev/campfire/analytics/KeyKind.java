package dev.campfire.analytics;

import java.util.Locale;
import java.util.UUID;

/** What a sum is kept by. A key begins with two characters that say so, as in {@code c:web}. */
enum KeyKind {
  /** All of a kind together: the empty key. */
  ALL(""),
  AGENT("a:"),
  CHANNEL("c:"),
  SENDER("s:"),
  TAG("t:"),
  /** What agents use. */
  FEATURE("u:");

  private final String prefix;

  KeyKind(String prefix) {
    this.prefix = prefix;
  }

  String prefix() {
    return prefix;
  }

  String key(UUID id) {
    return prefix + id;
  }

  String key(Enum<?> constant) {
    return key(constant.name().toLowerCase(Locale.ROOT));
  }

  String key(String name) {
    return prefix + name;
  }

  boolean isOf(String key) {
    return this == ALL ? key.isEmpty() : key.startsWith(prefix);
  }

  /** What a key of this kind stands for. */
  String name(String key) {
    return key.substring(prefix.length());
  }
}
