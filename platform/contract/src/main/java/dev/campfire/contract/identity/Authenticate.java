package dev.campfire.contract.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.schema.Secret;
import java.time.Instant;

/** Asks whose access token it is. Fails with {@code unauthenticated} or {@code token_expired}. */
public record Authenticate(@Secret String token) {

  public record Authenticated(Caller caller, Instant expiresAt) {}

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "Authenticate[]";
  }
}
