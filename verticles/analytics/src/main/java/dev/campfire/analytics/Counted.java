package dev.campfire.analytics;

/**
 * What is counted, by the number that it has in the tables. Most are facts, of which each has a row
 * of its own.
 */
enum Counted {
  OPENED(1),
  REOPENED(2),
  FIRST_RESPONSE(3),
  REPLY(4),
  RESOLUTION(5),
  MESSAGE(6),
  /** Contacts who wrote: a set, since the same one counts once. */
  CONTACT(7),
  /** Conversations in which a contact wrote: a set too. */
  CONVERSATION(8),
  /** What agents did to conversations besides answering them. */
  USE(9),
  /** The times again, in business hours. */
  FIRST_RESPONSE_BUSINESS(10),
  REPLY_BUSINESS(11),
  RESOLUTION_BUSINESS(12);

  private final short number;

  Counted(int number) {
    this.number = (short) number;
  }

  short number() {
    return number;
  }

  /** Whether it is a length of time. */
  boolean isTime() {
    return this == FIRST_RESPONSE || this == REPLY || this == RESOLUTION || isBusiness();
  }

  private boolean isBusiness() {
    return number >= FIRST_RESPONSE_BUSINESS.number;
  }

  /** A time as it is in business hours. */
  Counted inBusinessHours() {
    return switch (this) {
      case FIRST_RESPONSE -> FIRST_RESPONSE_BUSINESS;
      case REPLY -> REPLY_BUSINESS;
      case RESOLUTION -> RESOLUTION_BUSINESS;
      default -> throw new IllegalArgumentException(this + " is no time of the calendar");
    };
  }

  /** Whether it is a set, of which the same one counts once. */
  boolean isSet() {
    return this == CONTACT || this == CONVERSATION;
  }

  boolean isFact() {
    return number <= RESOLUTION.number || this == USE || isBusiness();
  }

  static Counted of(short number) {
    return values()[number - 1];
  }
}
