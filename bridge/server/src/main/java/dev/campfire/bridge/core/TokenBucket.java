package dev.campfire.bridge.core;

import dev.campfire.bridge.Rate;

/** A budget that fills up again with time. */
public final class TokenBucket {
  private final Rate rate;
  private double tokens;
  private long filledAtMs;

  /** A full one. */
  public TokenBucket(Rate rate, long nowMs) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filledAtMs = nowMs;
  }

  /**
   * Takes one token.
   *
   * @return 0 if there was one, else after how many milliseconds there will be
   */
  public synchronized long take(long nowMs) {
    fill(nowMs);
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) * 1_000 / rate.perSecond()));
  }

  /** Whether nothing has been taken from it for so long that it need not be kept. */
  public synchronized boolean isFull(long nowMs) {
    fill(nowMs);
    return tokens >= rate.burst();
  }

  private void fill(long nowMs) {
    // A clock that is set back gives nothing and takes nothing.
    long elapsedMs = Math.max(0, nowMs - filledAtMs);
    tokens = Math.min(rate.burst(), tokens + elapsedMs * rate.perSecond() / 1_000);
    filledAtMs = nowMs;
  }
}
