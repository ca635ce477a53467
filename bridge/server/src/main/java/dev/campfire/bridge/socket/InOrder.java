package dev.campfire.bridge.socket;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Does things of the same key one after the other, and everything else at once. */
final class InOrder {
  private final Map<String, Future<?>> last = new HashMap<>();

  /** Starts the work when all earlier work of the key has ended, however it ended. */
  <T> Future<T> after(String key, Supplier<Future<T>> work) {
    Future<?> before = last.get(key);
    Future<T> mine = before == null ? work.get() : before.transform(ended -> work.get());
    last.put(key, mine);
    mine.onComplete(ended -> last.remove(key, mine));
    return mine;
  }

  /** Of how many keys something is still going on. */
  int size() {
    return last.size();
  }
}
