package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** What identity remembers. Every future may fail with {@code unavailable}. */
interface IdentityStore {

  /** The signing keys that are in use, the newest first. */
  Future<List<SigningKey>> keys();

  /** Adds a key unless there is one of its id already; done either way. */
  Future<Void> addKey(SigningKey key);

  /** The organisations that have a profile with this address. */
  Future<List<OrgId>> organizationsOf(String email);

  /** The profile with this address, unless it is disabled. */
  Future<Optional<Account>> account(OrgId org, String email);

  /** Replaces a password hash, unless the password was changed meanwhile. */
  Future<Void> replacePasswordHash(Account account, String replacement);

  /** Stores a new session and its first refresh token, and writes the sign-in down. */
  Future<Void> openSession(
      Account account,
      RefreshToken token,
      Instant createdAt,
      Instant expiresAt,
      AuditEntry signedIn);

  /**
   * Applies a rule to a session while nobody else can, and writes what the rule says.
   *
   * @param reused is written down if the rule says that an old token was shown
   * @return what it said, and of whom; empty if there is no such session
   */
  Future<Optional<Renewed>> renew(
      OrgId org,
      SessionId session,
      Function<Session, Session.Renewal> rule,
      Function<Account, AuditEntry> reused);

  record Renewed(Account account, Session.Renewal renewal) {}

  /**
   * Ends a session if the rule says so, and writes it down.
   *
   * @return whose it was; empty if nothing was ended
   */
  Future<Optional<Account>> endSession(
      OrgId org,
      SessionId session,
      Instant at,
      Predicate<Session> rule,
      Function<Account, AuditEntry> signedOut);

  /** Whether the session is there, has not ended, and its agent may still work. */
  Future<Boolean> isLive(OrgId org, SessionId session, PersonId user, Instant now);

  /** Whether the key is there and has not been revoked. */
  Future<Boolean> isLiveApiKey(OrgId org, PersonId key);

  /** The key that a secret opens. */
  Future<Optional<StoredApiKey>> apiKey(SecretToken shown);

  /**
   * @param scopes null: all that a service may
   */
  record StoredApiKey(OrgId org, PersonId id, String name, List<String> scopes) {}

  /** What has ended within this time before now. */
  Future<List<Revocation>> revocations(Duration within);

  /** Forgets what ended so long ago that nobody asks for it. */
  Future<Void> forgetRevocations();

  /** Writes down what somebody did. */
  Future<Void> audit(AuditEntry entry);

  /** Writes down that somebody tried an agent's address with a wrong password. */
  Future<Void> auditRefusedSignIn(OrgId org, String email, UUID entry, Instant at);

  /** The name of this life of the database. */
  Future<UUID> epoch();
}
