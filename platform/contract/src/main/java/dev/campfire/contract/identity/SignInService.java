package dev.campfire.contract.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;
import java.time.Instant;

/** An integration signs in by its API key. Fails with {@code unauthenticated}. */
public record SignInService(@Secret @Text(max = 200) String apiKey) {

  /**
   * @param accessToken a JWT, for 15 minutes; the key gets another one at any time
   */
  public record ServiceSession(
      @Secret String accessToken, Instant expiresAt, ServiceProfile profile) {

    /** Without the token, which must not stand in a log. */
    @Override
    public String toString() {
      return "ServiceSession[expiresAt=" + expiresAt + ", profile=" + profile + "]";
    }
  }

  /**
   * @param id of the key, which is also the sender of what is written with it
   */
  public record ServiceProfile(PersonId id, OrgId org, Role role, String name) {}

  /** Without the key, which must not stand in a log. */
  @Override
  public String toString() {
    return "SignInService[]";
  }
}
