package dev.campfire.contract.session;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Secret;
import java.time.Instant;
import java.util.UUID;

/**
 * Signs a socket in, or renews its token. Fails with {@code unauthenticated}, {@code
 * token_expired}, or {@code conflict} for another caller's token.
 */
public record AuthenticateSocket(@Secret String token) {

  /**
   * The socket is its caller's until {@code expiresAt}.
   *
   * @param contract the version of the contract that this server speaks
   * @param epoch names the life of the database; when it changes, a client drops what it holds
   * @param heartbeatMs how often the client sends {@code ping}
   */
  public record Opened(
      CallerView caller,
      Instant expiresAt,
      String contract,
      UUID epoch,
      @Range long heartbeatMs,
      Typing typing) {}

  /** The caller, to themselves. */
  public record CallerView(PersonId id, OrgId org, Role role, @Optional String name) {
    public static CallerView of(Caller caller) {
      return new CallerView(caller.id(), caller.org(), caller.role(), caller.name());
    }
  }

  /**
   * When a client says that its user types, in milliseconds.
   *
   * @param repeatMs how often it repeats so while the user goes on
   * @param stopMs how long after the last key it says that the user stopped
   * @param expireMs after how long without a word others no longer see it
   */
  public record Typing(@Range long repeatMs, @Range long stopMs, @Range long expireMs) {
    /** Promise 7: typing ends 1 s after the last key, and 4 s after the last signal. */
    public static final Typing PROMISED = new Typing(2_000, 1_000, 4_000);
  }

  /** Without the token, which must not stand in a log. */
  @Override
  public String toString() {
    return "AuthenticateSocket[]";
  }
}
