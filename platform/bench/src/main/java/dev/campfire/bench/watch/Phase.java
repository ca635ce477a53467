package dev.campfire.bench.watch;

/**
 * Whether something belongs to the warm-up or is measured: a number to index with, and to count by,
 * and no flag to branch on. What a warm-up has never done the JVM leaves out of the code that it
 * makes, and throws that code away in the first second that counts.
 */
public final class Phase {
  public static final int WARM_UP = 0;

  /** One, so that what is measured can be added up. */
  public static final int MEASURED = 1;

  /** How many there are. */
  public static final int COUNT = 2;

  private Phase() {}

  /** Of something that has a number in the run, without a branch either. */
  public static int of(long ordinal, long warmupCount) {
    return (int) (MEASURED - (ordinal - warmupCount >>> Long.SIZE - 1));
  }
}
