package dev.campfire.analytics;

import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a batch adds to the kept sums. */
final class Tally {
  /** Stands for all of a kind together. */
  static final String ALL = KeyKind.ALL.prefix();

  /** One kept sum. */
  record Key(Level level, Counted counted, Instant at, String key) {}

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Map<Key, Times> times = new HashMap<>();
  private final Map<Key, Members> members = new HashMap<>();

  void add(Fact fact) {
    for (Level level : Level.values()) {
      Instant at = level.floor(fact.at());
      for (String key : keys(fact, level)) {
        Key kept = new Key(level, fact.kind(), at, key);
        add(kept, fact.sum());
        if (fact.kind().isTime()) {
          times.computeIfAbsent(kept, none -> new Times()).add(fact.ms());
        }
      }
    }
  }

  /** Everything that a fact counts by. */
  private static List<String> keys(Fact fact, Level level) {
    List<String> keys = new ArrayList<>();
    keys.add(ALL);
    if (fact.channel() != null && (level.isDetailed() || fact.kind() == Counted.OPENED)) {
      keys.add(KeyKind.CHANNEL.key(fact.channel()));
    }
    if (fact.feature() != null) {
      keys.add(KeyKind.FEATURE.key(fact.feature()));
    }
    if (level.isDetailed()) {
      if (fact.agent() != null) {
        keys.add(KeyKind.AGENT.key(fact.agent()));
      }
      fact.tags().forEach(tag -> keys.add(KeyKind.TAG.key(tag)));
    }
    return keys;
  }

  void addMessage(Instant at, SenderKind by) {
    for (Level level : Level.values()) {
      add(new Key(level, Counted.MESSAGE, level.floor(at), KeyKind.SENDER.key(by)), Sum.ONE);
    }
  }

  /**
   * A contact has written, or a contact has written in a conversation.
   *
   * @param number the contact's, or the conversation's
   */
  void addTo(Counted set, Instant at, int number) {
    for (Level level : Level.values()) {
      Key key = new Key(level, set, level.floor(at), ALL);
      sums.putIfAbsent(key, Sum.NONE);
      members.computeIfAbsent(key, none -> new Members()).add(number);
    }
  }

  private void add(Key key, Sum sum) {
    sums.merge(key, sum, Sum::plus);
  }

  Map<Key, Sum> sums() {
    return sums;
  }

  /** Those of {@link #sums} that have a sketch. */
  java.util.Set<Key> sketched() {
    java.util.Set<Key> keys = new java.util.HashSet<>(times.keySet());
    keys.addAll(members.keySet());
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
    if (members.containsKey(key)) {
      Members sketch = members.get(key);
      sketch.add(before);
      return sketch.kept();
    }
    return null;
  }
}
