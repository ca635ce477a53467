package dev.campfire.bridge.http;

import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.schema.Secret;
import java.time.Instant;

/**
 * What a page of an agent gets; the refresh token is for the cookie alone.
 *
 * @param accessToken a JWT, for 15 minutes
 */
public record LoggedIn(@Secret String accessToken, Instant expiresAt, SignedIn.Profile profile) {

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "LoggedIn[expiresAt=" + expiresAt + ", profile=" + profile + "]";
  }
}
