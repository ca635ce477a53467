package dev.campfire.analytics;

import java.time.Duration;
import java.time.Instant;

/** How long the stretches are that sums are kept of. All begin at multiples of their length. */
enum Level {
  /** Every offset of a time zone in use today is a multiple of it. */
  QUARTER(Duration.ofMinutes(15)),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1));

  private final long millis;

  Level(Duration length) {
    this.millis = length.toMillis();
  }

  short number() {
    return (short) ordinal();
  }

  long millis() {
    return millis;
  }

  /**
   * Whether sums of each agent, channel and tag are kept: in quarters they would be nearly as many
   * as the facts.
   */
  boolean isDetailed() {
    return this != QUARTER;
  }

  Instant floor(Instant at) {
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
  }

  Instant ceiling(Instant at) {
    Instant floor = floor(at);
    return floor.equals(at) ? floor : floor.plusMillis(millis);
  }

  static Level of(short number) {
    return values()[number];
  }
}
