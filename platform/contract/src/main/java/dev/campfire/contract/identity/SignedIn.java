package dev.campfire.contract.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Secret;
import java.time.Instant;

/**
 * A signed-in agent.
 *
 * @param accessToken a JWT, for 15 minutes
 * @param refreshToken for the cookie alone; the bridge takes it out of the body
 */
public record SignedIn(
    @Secret String accessToken, Instant expiresAt, Profile profile, @Secret String refreshToken) {

  /** An agent of an organisation. */
  public record Profile(PersonId id, OrgId org, Role role, String name, String email) {

    /** Without the name and the e-mail address, which may not stand in a log. */
    @Override
    public String toString() {
      return "Profile[id=" + id + ", org=" + org + ", role=" + role + "]";
    }
  }

  /** Without the tokens, which must not stand in a log. */
  @Override
  public String toString() {
    return "SignedIn[expiresAt=" + expiresAt + ", profile=" + profile + "]";
  }
}
