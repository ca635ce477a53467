package dev.campfire.identity;

import java.io.Serial;

/**
 * A token that is none of ours. The reason is for our tests and logs: whoever sent it is told no
 * more than that they are not signed in.
 */
final class InvalidToken extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param reason a constant; never a part of the token
   */
  InvalidToken(String reason) {
    super(reason, null, false, false);
  }
}
