package dev.campfire.analytics;

import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What a batch adds to the kept sums. */
final class Tally {
  /** Stands for all of a kind together. */
  static final String ALL = "";

  /** One kept sum. */
  record Key(Level level, Counted counted, Instant at, String key) {}

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Map<Key, Times> times = new HashMap<>();
  private final Map<Key, People> people = new HashMap<>();

  void add(Fact fact) {
    Sum sum = fact.ms() == null ? Sum.ONE : Sum.of(fact.ms());
    for (Level level : Level.values()) {
      Key all = new Key(level, fact.kind(), level.floor(fact.at()), ALL);
      add(all, sum);
      if (fact.kind().isTime()) {
        times.computeIfAbsent(all, key -> new Times()).add(fact.ms());
      }
      if (fact.agent() != null && level.hasAgents()) {
        Key ofAgent = of(all, agent(fact.agent()));
        add(ofAgent, sum);
        times.computeIfAbsent(ofAgent, key -> new Times()).add(fact.ms());
      }
      if (fact.channel() != null) {
        add(of(all, name(fact.channel())), sum);
      }
    }
  }

  void addMessage(Instant at, SenderKind by) {
    for (Level level : Level.values()) {
      add(new Key(level, Counted.MESSAGE, level.floor(at), name(by)), Sum.ONE);
    }
  }

  /** A contact has written. */
  void addContact(Instant at, int number) {
    for (Level level : Level.values()) {
      Key key = new Key(level, Counted.CONTACT, level.floor(at), ALL);
      sums.putIfAbsent(key, Sum.NONE);
      people.computeIfAbsent(key, none -> new People()).add(number);
    }
  }

  private void add(Key key, Sum sum) {
    sums.merge(key, sum, Sum::plus);
  }

  private static Key of(Key all, String key) {
    return new Key(all.level, all.counted, all.at, key);
  }

  static String agent(UUID id) {
    return id.toString();
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Map<Key, Sum> sums() {
    return sums;
  }

  /** Those of {@link #sums} that have a sketch. */
  java.util.Set<Key> sketched() {
    java.util.Set<Key> keys = new java.util.HashSet<>(times.keySet());
    keys.addAll(people.keySet());
    return keys;
  }

  /**
   * The sketch of a sum with what the batch adds, or null if it has none.
   *
   * @param before what is kept, or null
   */
  byte[] sketch(Key key, byte[] before) {
    if (times.containsKey(key)) {
      Times sketch = times.get(key);
      sketch.add(before);
      return sketch.kept();
    }
    if (people.containsKey(key)) {
      People sketch = people.get(key);
      sketch.add(before);
      return sketch.kept();
    }
    return null;
  }
}
