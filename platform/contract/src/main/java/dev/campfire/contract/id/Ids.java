package dev.campfire.contract.id;

import java.util.UUID;

/** Reading of ids from text. */
public final class Ids {
  private Ids() {}

  /**
   * The UUID that {@code text} is the canonical lowercase form of; {@link UUID#fromString} alone
   * accepts shortened and uppercase forms, which would give one thing two names.
   */
  public static UUID parse(String text) {
    if (text.length() == 36) {
      UUID id = UUID.fromString(text);
      if (id.toString().equals(text)) {
        return id;
      }
    }
    throw new IllegalArgumentException("must be a lowercase UUID");
  }
}
