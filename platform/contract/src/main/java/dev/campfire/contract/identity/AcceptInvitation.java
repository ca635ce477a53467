package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;

/**
 * An invited agent chooses a password and is signed in by it. Fails with {@code unauthenticated}
 * for an invitation that was used, has run out or was replaced.
 *
 * @param password at least {@link #SHORTEST_PASSWORD} characters
 */
public record AcceptInvitation(
    @Secret @Text(max = 200) String invitation, @Secret @Text(max = 128) String password) {

  /** NIST SP 800-63B section 3.1.1.2 asks for 8 at least; two more cost nobody anything. */
  public static final int SHORTEST_PASSWORD = 10;

  /** Without either, since neither may stand in a log. */
  @Override
  public String toString() {
    return "AcceptInvitation[]";
  }
}
