package dev.campfire.bridge.core;

import dev.campfire.bridge.Rate;

/**
 * A budget that fills up again with time. Kept as the one time at which it will be full (the
 * generic cell rate algorithm): whole nanoseconds add up, where fractions of a token would not.
 */
public final class TokenBucket {
  private static final long NANOS_PER_MS = 1_000_000;

  private final long tokenNanos;
  private final long burstNanos;
  private long fullAtNanos;
  private long lastNanos;

  /** A full one. */
  public TokenBucket(Rate rate, long nowMs) {
    this.tokenNanos = Math.round(1_000_000_000 / rate.perSecond());
    this.burstNanos = tokenNanos * rate.burst();
    this.lastNanos = nowMs * NANOS_PER_MS;
    this.fullAtNanos = lastNanos;
  }

  /**
   * Takes one token.
   *
   * @return 0 if there was one, else after how many milliseconds there will be
   */
  public synchronized long take(long nowMs) {
    long waitMs = waitMs(nowMs);
    if (waitMs == 0) {
      fullAtNanos = Math.max(fullAtNanos, lastNanos) + tokenNanos;
    }
    return waitMs;
  }

  /**
   * Looks and takes nothing.
   *
   * @return 0 if there is a token, else after how many milliseconds there will be
   */
  public synchronized long waitMs(long nowMs) {
    long now = advance(nowMs);
    long missing = Math.max(fullAtNanos, now) + tokenNanos - (now + burstNanos);
    return missing > 0 ? (missing + NANOS_PER_MS - 1) / NANOS_PER_MS : 0;
  }

  /** Whether nothing has been taken from it for so long that it need not be kept. */
  public synchronized boolean isFull(long nowMs) {
    return fullAtNanos <= advance(nowMs);
  }

  private long advance(long nowMs) {
    long now = nowMs * NANOS_PER_MS;
    if (now < lastNanos) {
      // A clock that is set back gives nothing and takes nothing.
      fullAtNanos -= lastNanos - now;
    }
    lastNanos = now;
    return now;
  }
}
