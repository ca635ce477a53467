package dev.campfire.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, taken apart into as few kept sums as possible, and into what lies in the units
 * that it cuts through.
 *
 * @param sums stretches of whole units of their level
 * @param cuts the rest, each within a quarter of an hour
 */
record Cover(List<Sums> sums, List<Cut> cuts) {

  /** From a unit of the level to before another. */
  record Sums(Level level, Instant from, Instant to) {}

  record Cut(Instant from, Instant to) {}

  /**
   * @param finest no shorter units than these
   * @param coarsest no longer ones
   */
  static Cover of(Instant from, Instant to, Level finest, Level coarsest) {
    Cover cover = new Cover(new ArrayList<>(), new ArrayList<>());
    cover.add(from, to, finest, coarsest);
    return cover;
  }

  private void add(Instant from, Instant to, Level finest, Level level) {
    if (!from.isBefore(to)) {
      return;
    }
    Instant first = level.ceiling(from);
    Instant last = level.floor(to);
    if (first.isBefore(last)) {
      addFiner(from, first, finest, level);
      sums.add(new Sums(level, first, last));
      addFiner(last, to, finest, level);
    } else {
      addFiner(from, to, finest, level);
    }
  }

  private void addFiner(Instant from, Instant to, Level finest, Level level) {
    if (level != finest) {
      add(from, to, finest, Level.values()[level.ordinal() - 1]);
    } else if (from.isBefore(to)) {
      addCuts(from, to);
    }
  }

  /** What goes on from one quarter to the next is two. */
  private void addCuts(Instant from, Instant to) {
    Instant border = Level.QUARTER.floor(from).plusMillis(Level.QUARTER.millis());
    if (border.isBefore(to)) {
      cuts.add(new Cut(from, border));
      addCuts(border, to);
    } else {
      cuts.add(new Cut(from, to));
    }
  }
}
