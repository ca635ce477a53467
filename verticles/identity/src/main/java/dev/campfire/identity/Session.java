package dev.campfire.identity;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * A signed-in agent's session as it is stored: a family of refresh tokens, of which the newest is
 * good.
 *
 * @param currentHash of the newest refresh token
 * @param previousHash of the one before it, null before the first renewal
 * @param successor the newest token as the one before it masked it, null before the first renewal
 * @param rotatedAt when the newest token came
 * @param ended whether it was ended before its time, or its agent was disabled
 */
record Session(
    Account account,
    byte[] currentHash,
    byte[] previousHash,
    byte[] successor,
    Instant rotatedAt,
    Instant expiresAt,
    boolean ended) {

  /** How long the token before the newest still renews (contract section 2). */
  static final Duration GRACE = Duration.ofSeconds(10);

  /** What a shown refresh token brings about. */
  sealed interface Renewal {

    /** It was the newest: {@code next} replaces it. */
    record Rotated(RefreshToken shown, RefreshToken next, Instant at) implements Renewal {}

    /** It was replaced a moment ago, by {@code next}: a second tab, or the answer was lost. */
    record Repeated(RefreshToken next) implements Renewal {}

    /** It was replaced before: one of the two who hold the family stole it, so the family ends. */
    record Reused(Instant at) implements Renewal {}

    /** The session has ended, or the token never was one of it. */
    record Refused() implements Renewal {}
  }

  /**
   * Judges a refresh token that was shown. The hashes of older tokens are not kept, so any other
   * one counts as older, unless the last rotation was within {@link #GRACE}: then it may be one
   * that two rotations overtook, and it only fails.
   */
  Renewal renew(RefreshToken shown, Instant now) {
    if (!isLive(now)) {
      return new Renewal.Refused();
    }
    if (MessageDigest.isEqual(shown.hash(), currentHash)) {
      return new Renewal.Rotated(shown, shown.next(), now);
    }
    if (now.isAfter(rotatedAt.plus(GRACE))) {
      return new Renewal.Reused(now);
    }
    return MessageDigest.isEqual(shown.hash(), previousHash)
        ? new Renewal.Repeated(shown.unmask(successor))
        : new Renewal.Refused();
  }

  /** Whether the token is the newest of the session or the one before it. */
  boolean knows(RefreshToken shown) {
    return MessageDigest.isEqual(shown.hash(), currentHash)
        || MessageDigest.isEqual(shown.hash(), previousHash);
  }

  boolean isLive(Instant now) {
    return !ended && now.isBefore(expiresAt);
  }
}
