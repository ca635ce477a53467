package dev.campfire.bench.load;

import dev.campfire.bench.check.Side;

/**
 * One message to be sent.
 *
 * <p>Its phase is a number to index with and no flag to branch on: what a warm-up has never done
 * the JVM leaves out of the code it makes, and throws that code away in the first second that
 * counts.
 *
 * @param ordinal of the message in the run, from 0
 * @param offsetNanos when, from the start of the run
 * @param phase {@link #WARM_UP} or {@link #MEASURED}
 */
public record Slot(long ordinal, int conversation, Side sender, long offsetNanos, int phase) {
  public static final int WARM_UP = 0;
  public static final int MEASURED = 1;

  /** How many phases there are. */
  public static final int PHASES = 2;

  /** The phase of an ordinal, without a branch either. */
  static int phase(long ordinal, long warmupCount) {
    return (int) (MEASURED - (ordinal - warmupCount >>> Long.SIZE - 1));
  }
}
