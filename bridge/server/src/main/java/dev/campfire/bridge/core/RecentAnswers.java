package dev.campfire.bridge.core;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers that may be a little old, so that the same question is not put again and again. */
final class RecentAnswers<K, V> {
  /** A change of an organisation's settings is felt after this long. */
  private static final Duration FRESH_FOR = Duration.ofSeconds(30);

  private static final int MOST = 10_000;

  private record Answer<V>(V value, long atMs) {}

  private final Clock clock;
  private final Map<K, Answer<V>> answers = new ConcurrentHashMap<>();

  RecentAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The answer of lately, else a new one; a failure is not kept. */
  Future<V> get(K key, Function<K, Future<V>> ask) {
    long nowMs = clock.millis();
    Answer<V> known = answers.get(key);
    if (known != null && isFresh(known, nowMs)) {
      return Future.succeededFuture(known.value);
    }
    return ask.apply(key).onSuccess(value -> remember(key, new Answer<>(value, nowMs)));
  }

  private void remember(K key, Answer<V> answer) {
    if (answers.size() >= MOST) {
      answers.values().removeIf(old -> !isFresh(old, answer.atMs));
    }
    if (answers.size() < MOST) {
      answers.put(key, answer);
    }
  }

  private boolean isFresh(Answer<V> answer, long nowMs) {
    return nowMs - answer.atMs < FRESH_FOR.toMillis();
  }
}
