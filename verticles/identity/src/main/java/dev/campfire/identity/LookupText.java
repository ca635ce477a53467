package dev.campfire.identity;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts from outside that something is looked up by. */
final class LookupText {
  private LookupText() {}

  /** An e-mail address as profiles hold it: without space around it, in lower case. */
  static String email(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether PostgreSQL can be asked for it. It refuses U+0000 with an error, and a lone surrogate
   * would arrive there as a question mark, which is another text.
   */
  static boolean exists(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
