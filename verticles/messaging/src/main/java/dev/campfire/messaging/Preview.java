package dev.campfire.messaging;

/** The start of a message, for a line in a list. */
final class Preview {
  private static final int MAX_CODE_POINTS = 120;

  private Preview() {}

  /**
   * The first 120 code points on one line: each run of white space becomes one space, none stays at
   * the ends.
   */
  static String of(String content) {
    StringBuilder preview = new StringBuilder(MAX_CODE_POINTS);
    int length = 0;
    boolean gap = false;
    for (int at = 0; at < content.length() && length < MAX_CODE_POINTS; ) {
      int codePoint = content.codePointAt(at);
      at += Character.charCount(codePoint);
      if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
        gap = length > 0;
      } else if (gap && length == MAX_CODE_POINTS - 1) {
        break;
      } else {
        if (gap) {
          preview.append(' ');
          length++;
          gap = false;
        }
        preview.appendCodePoint(codePoint);
        length++;
      }
    }
    return preview.toString();
  }
}
