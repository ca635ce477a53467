package dev.campfire.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting, for the main thread. */
public final class Until {
  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private Until() {}

  /**
   * Waits for a condition.
   *
   * @param what for people, if it does not come
   * @return after how many milliseconds it held; fails with {@link RunFailure}
   */
  public static long holds(String what, Duration patience, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new RunFailure(
            "Waited %d s in vain: %s.".formatted(patience.toSeconds(), what), null);
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** The same, and how it turned out instead of a failure: −1 if it did not come. */
  public static long holdsOrNot(Duration patience, BooleanSupplier condition) {
    try {
      return holds("", patience, condition);
    } catch (RunFailure inVain) {
      return -1;
    }
  }

  /** Lets time pass while something else goes on. */
  public static void passed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
