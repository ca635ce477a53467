package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import io.vertx.core.Future;
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

  /** Stores a new session and its first refresh token. */
  Future<Void> openSession(
      Account account, RefreshToken token, Instant createdAt, Instant expiresAt);

  /**
   * Applies a rule to a session while nobody else can, and writes what the rule says.
   *
   * @return what it said, and of whom; empty if there is no such session
   */
  Future<Optional<Renewed>> renew(
      OrgId org, SessionId session, Function<Session, Session.Renewal> rule);

  record Renewed(Account account, Session.Renewal renewal) {}

  /**
   * Ends a session if the rule says so.
   *
   * @return whose it was; empty if nothing was ended
   */
  Future<Optional<Account>> endSession(
      OrgId org, SessionId session, Instant at, Predicate<Session> rule);

  /** Whether the session is there, has not ended, and its agent may still work. */
  Future<Boolean> isLive(OrgId org, SessionId session, PersonId user, Instant now);

  /** The organisation whose widget has this key. */
  Future<Optional<OrgId>> organizationOfWidget(String widgetKey);

  /** The organisation as its widget shows it, and the contact, if there is one of this id. */
  Future<Optional<WidgetView>> widget(OrgId org, PersonId contact);

  /**
   * @param available whether an agent is connected and chose to be online
   * @param contact empty before the first message
   */
  record WidgetView(
      String name, String greeting, boolean available, Optional<StoredContact> contact) {}

  /**
   * @param verified whether the organisation's own signed identity vouches for them
   */
  record StoredContact(String name, String email, boolean verified) {}

  /** Whether the list of any organisation has this origin. */
  Future<Boolean> isAllowedOrigin(String origin);

  /** The name of this life of the database. */
  Future<UUID> epoch();

  /** On which sites the organisation's widget may stand. */
  Future<Optional<List<String>>> origins(OrgId org);
}
