package dev.campfire.messaging;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A store that commits when it is told to, and remembers every batch that it was given. */
final class HeldStore extends MemoryStore {

  private record Held(List<Draft> batch, Instant now, Promise<List<Outcome>> answer) {}

  final List<List<Draft>> batches = new ArrayList<>();
  private final Deque<Held> held = new ArrayDeque<>();

  @Override
  public Future<List<Outcome>> append(List<Draft> batch, Instant now) {
    batches.add(batch);
    Held next = new Held(batch, now, Promise.promise());
    held.add(next);
    return next.answer.future();
  }

  boolean holds() {
    return !held.isEmpty();
  }

  /** Commits the batch that has waited longest. */
  void commit() {
    Held first = held.remove();
    super.append(first.batch, first.now).onComplete(first.answer);
  }

  /** Refuses a batch that holds this content, else commits it, as a constraint would. */
  void commitUnlessIn(String poison) {
    boolean poisoned =
        held.element().batch.stream().anyMatch(draft -> draft.content().equals(poison));
    if (poisoned) {
      fail(new IllegalStateException("refused: " + poison));
    } else {
      commit();
    }
  }

  /** Fails the batch that has waited longest, without writing it. */
  void fail(Throwable failure) {
    held.remove().answer.fail(failure);
  }

  void commitAll() {
    while (holds()) {
      commit();
    }
  }
}
