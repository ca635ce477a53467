package dev.campfire.contract.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.schema.Secret;
import java.time.Instant;
import java.util.UUID;

/** Asks whose access token it is. Fails with {@code unauthenticated} or {@code token_expired}. */
public record Authenticate(@Secret String token) {

  /**
   * @param epoch names the life of the database; another one than before means that an older copy
   *     was restored, and clients drop what they hold
   */
  public record Authenticated(Caller caller, Instant expiresAt, UUID epoch) {}

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "Authenticate[]";
  }
}
