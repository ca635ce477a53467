package dev.campfire.analytics;

/**
 * What is counted, by the number that it has in the tables. The first five are facts, of which each
 * has a row of its own.
 */
enum Counted {
  OPENED(1),
  REOPENED(2),
  FIRST_RESPONSE(3),
  REPLY(4),
  RESOLUTION(5),
  MESSAGE(6),
  /** Contacts who wrote: a set, since the same one counts once. */
  CONTACT(7);

  private final short number;

  Counted(int number) {
    this.number = (short) number;
  }

  short number() {
    return number;
  }

  /** Whether it is a length of time. */
  boolean isTime() {
    return this == FIRST_RESPONSE || this == REPLY || this == RESOLUTION;
  }

  boolean isFact() {
    return number <= RESOLUTION.number;
  }

  static Counted of(short number) {
    return values()[number - 1];
  }
}
