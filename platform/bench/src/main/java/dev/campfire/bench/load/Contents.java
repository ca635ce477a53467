package dev.campfire.bench.load;

import dev.campfire.bench.RefusedSettings;

/** What the messages say: each something else, and always the same for its ordinal. */
public final class Contents {
  private static final String WORDS = "the parcel has not come and the shop says it was sent ";

  private Contents() {}

  static void requireSize(int size) {
    if (size < 8 || size > 8_000) {
      throw new RefusedSettings("--size must be between 8 and 8000, was " + size + ".");
    }
  }

  /** A text of exactly {@code size} UTF-16 units without white space at its ends. */
  public static String of(long ordinal, int size) {
    StringBuilder text = new StringBuilder(size + WORDS.length());
    text.append('#').append(ordinal).append(' ');
    while (text.length() < size) {
      text.append(WORDS);
    }
    text.setLength(size - 1);
    return text.append('.').toString();
  }
}
