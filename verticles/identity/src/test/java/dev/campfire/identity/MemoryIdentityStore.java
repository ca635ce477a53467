package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** An {@link IdentityStore} without a database. */
final class MemoryIdentityStore implements IdentityStore, WidgetStore {

  final Map<String, SigningKey> keys = new LinkedHashMap<>();
  final List<Account> accounts = new ArrayList<>();
  final Map<SessionId, Session> sessions = new HashMap<>();
  final Map<String, OrgId> widgets = new HashMap<>();
  final Map<OrgId, List<String>> origins = new HashMap<>();
  final Map<PersonId, StoredContact> contacts = new HashMap<>();
  final Map<PersonId, PersonId> merged = new HashMap<>();
  final Map<String, StoredApiKey> apiKeys = new HashMap<>();
  final Map<OrgId, List<String>> secrets = new HashMap<>();
  final List<AuditEntry> audit = new ArrayList<>();
  int refusedSignIns;
  UUID epoch = UUID.randomUUID();
  int epochReads;
  int keyReads;
  int sessionReads;

  @Override
  public Future<List<SigningKey>> keys() {
    keyReads++;
    List<SigningKey> newestFirst = new ArrayList<>();
    keys.values().forEach(key -> newestFirst.add(0, key));
    return Future.succeededFuture(newestFirst);
  }

  @Override
  public Future<Void> addKey(SigningKey key) {
    keys.putIfAbsent(key.id(), key);
    return Future.succeededFuture();
  }

  @Override
  public Future<List<OrgId>> organizationsOf(String email) {
    refuseAsPostgresDoes(email);
    return Future.succeededFuture(
        accounts.stream()
            .filter(account -> account.email().equals(email))
            .map(Account::org)
            .toList());
  }

  @Override
  public Future<Optional<Account>> account(OrgId org, String email) {
    return Future.succeededFuture(
        accounts.stream()
            .filter(account -> account.org().equals(org) && account.email().equals(email))
            .findFirst());
  }

  @Override
  public Future<Void> replacePasswordHash(Account account, String replacement) {
    accounts.set(
        accounts.indexOf(account),
        new Account(
            account.org(),
            account.id(),
            account.role(),
            account.name(),
            account.email(),
            replacement));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> openSession(
      Account account,
      RefreshToken token,
      Instant createdAt,
      Instant expiresAt,
      AuditEntry signedIn) {
    audit.add(signedIn);
    sessions.put(
        token.session(),
        new Session(account, token.hash(), null, null, createdAt, expiresAt, false));
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<Renewed>> renew(
      OrgId org,
      SessionId id,
      Function<Session, Session.Renewal> rule,
      Function<Account, AuditEntry> reused) {
    Session session = find(org, id);
    if (session == null) {
      return Future.succeededFuture(Optional.empty());
    }
    Session.Renewal renewal = rule.apply(session);
    if (renewal instanceof Session.Renewal.Rotated rotated) {
      sessions.put(
          id,
          new Session(
              session.account(),
              rotated.next().hash(),
              rotated.shown().hash(),
              rotated.shown().mask(rotated.next()),
              rotated.at(),
              session.expiresAt(),
              session.ended()));
    } else if (renewal instanceof Session.Renewal.Reused) {
      audit.add(reused.apply(session.account()));
      sessions.put(id, ended(session));
    }
    return Future.succeededFuture(Optional.of(new Renewed(session.account(), renewal)));
  }

  @Override
  public Future<Optional<Account>> endSession(
      OrgId org,
      SessionId id,
      Instant at,
      Predicate<Session> rule,
      Function<Account, AuditEntry> signedOut) {
    Session session = find(org, id);
    if (session == null || !rule.test(session)) {
      return Future.succeededFuture(Optional.empty());
    }
    sessions.put(id, ended(session));
    audit.add(signedOut.apply(session.account()));
    return Future.succeededFuture(Optional.of(session.account()));
  }

  static Session ended(Session session) {
    return new Session(
        session.account(),
        session.currentHash(),
        session.previousHash(),
        session.successor(),
        session.rotatedAt(),
        session.expiresAt(),
        true);
  }

  @Override
  public Future<Boolean> isLive(OrgId org, SessionId id, PersonId user, Instant now) {
    sessionReads++;
    Session session = find(org, id);
    return Future.succeededFuture(
        session != null && session.account().id().equals(user) && session.isLive(now));
  }

  private Session find(OrgId org, SessionId id) {
    Session session = sessions.get(id);
    return session != null && session.account().org().equals(org) ? session : null;
  }

  @Override
  public Future<Optional<OrgId>> organizationOfWidget(String widgetKey) {
    refuseAsPostgresDoes(widgetKey);
    return Future.succeededFuture(Optional.ofNullable(widgets.get(widgetKey)));
  }

  private static void refuseAsPostgresDoes(String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("invalid byte sequence for encoding UTF8");
    }
  }

  @Override
  public Future<Optional<WidgetView>> widget(OrgId org, PersonId contact) {
    return Future.succeededFuture(
        widgets.containsValue(org)
            ? Optional.of(
                new WidgetView(
                    "Northwood",
                    "Hello",
                    true,
                    Optional.ofNullable(contacts.get(contact)),
                    Optional.ofNullable(merged.get(contact))))
            : Optional.empty());
  }

  @Override
  public Future<Boolean> isAllowedOrigin(String origin) {
    refuseAsPostgresDoes(origin);
    return Future.succeededFuture(origins.values().stream().anyMatch(l -> l.contains(origin)));
  }

  @Override
  public Future<UUID> epoch() {
    epochReads++;
    return Future.succeededFuture(epoch);
  }

  @Override
  public Future<Optional<List<String>>> origins(OrgId org) {
    return Future.succeededFuture(Optional.ofNullable(origins.get(org)));
  }

  @Override
  public Future<Boolean> isLiveApiKey(OrgId org, PersonId key) {
    return Future.succeededFuture(
        apiKeys.values().stream().anyMatch(k -> k.org().equals(org) && k.id().equals(key)));
  }

  @Override
  public Future<Optional<StoredApiKey>> apiKey(SecretToken shown) {
    return Future.succeededFuture(Optional.ofNullable(apiKeys.get(shown.text())));
  }

  @Override
  public Future<List<Revocation>> revocations(Duration within) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Void> forgetRevocations() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> audit(AuditEntry entry) {
    audit.add(entry);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> auditRefusedSignIn(OrgId org, String email, UUID entry, Instant at) {
    refusedSignIns++;
    return Future.succeededFuture();
  }

  @Override
  public Future<List<String>> identitySecrets(OrgId org) {
    return Future.succeededFuture(secrets.getOrDefault(org, List.of()));
  }

  @Override
  public Future<Void> endContact(
      OrgId org, PersonId contact, PersonId into, Instant at, AuditEntry entry) {
    merged.putIfAbsent(contact, into);
    audit.add(entry);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> vouch(SignedIdentity identity) {
    contacts.computeIfPresent(
        identity.contact(),
        (id, old) -> new StoredContact(identity.name(), identity.email(), true));
    return Future.succeededFuture();
  }
}
