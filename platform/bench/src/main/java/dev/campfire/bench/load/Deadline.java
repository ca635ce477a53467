package dev.campfire.bench.load;

/** When a run stops trying again; until it is set, never. */
final class Deadline {
  private boolean isSet;
  private long nanos;

  void set(long nanos) {
    this.isSet = true;
    this.nanos = nanos;
  }

  /** Whether something that happens after a pause from now would come too late. */
  boolean isBefore(long nowNanos, long pauseMs) {
    return isSet && nowNanos + pauseMs * 1_000_000 > nanos;
  }
}
