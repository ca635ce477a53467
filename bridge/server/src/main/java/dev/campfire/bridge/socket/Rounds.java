package dev.campfire.bridge.socket;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Comes round to each of many, a part of them at a time. Whoever comes meanwhile is looked after in
 * the next round; whoever goes is held no longer than until the end of this one.
 *
 * @param <T> who is looked after
 */
final class Rounds<T> {
  private final Collection<T> all;
  private final int steps;
  private final Queue<T> rest = new ArrayDeque<>();
  private int perStep;

  /**
   * @param all who there are, read when a round begins
   * @param steps that a round takes
   */
  Rounds(Collection<T> all, int steps) {
    this.all = all;
    this.steps = steps;
  }

  /** Looks after the next ones. */
  void step(Consumer<T> care) {
    if (rest.isEmpty()) {
      rest.addAll(all);
      perStep = (rest.size() + steps - 1) / steps;
    }
    for (int i = 0; i < perStep && !rest.isEmpty(); i++) {
      care.accept(rest.remove());
    }
  }
}
