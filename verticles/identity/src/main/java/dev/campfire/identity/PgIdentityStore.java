package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import dev.campfire.spi.Database;
import dev.campfire.spi.Database.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@link IdentityStore} in PostgreSQL. */
final class PgIdentityStore implements IdentityStore {

  private final Database database;
  private final PgSealedKeys sealedKeys;

  PgIdentityStore(Database database, PgSealedKeys sealedKeys) {
    this.database = database;
    this.sealedKeys = sealedKeys;
  }

  @Override
  public Future<List<SigningKey>> keys() {
    return database.inNoOrg(IdentitySql.KEYS, Tuple.tuple(), sealedKeys::read);
  }

  @Override
  public Future<Void> addKey(SigningKey key) {
    return database.inNoOrg(IdentitySql.ADD_KEY, sealedKeys.write(key), row -> row).mapEmpty();
  }

  @Override
  public Future<List<OrgId>> organizationsOf(String email) {
    return database.inNoOrg(IdentitySql.ORGANIZATIONS_OF_EMAIL, Tuple.of(email), PgRows::org);
  }

  @Override
  public Future<Optional<Account>> account(OrgId org, String email) {
    return database
        .inOrg(org, IdentitySql.ACCOUNT, Tuple.of(org.value(), email), PgRows::account)
        .map(PgRows::first);
  }

  @Override
  public Future<Void> replacePasswordHash(Account account, String replacement) {
    return database
        .inOrg(
            account.org(),
            IdentitySql.REPLACE_PASSWORD_HASH,
            Tuple.of(
                account.org().value(), account.id().value(), account.passwordHash(), replacement),
            row -> row)
        .mapEmpty();
  }

  @Override
  public Future<Void> openSession(
      Account account,
      RefreshToken token,
      Instant createdAt,
      Instant expiresAt,
      AuditEntry signedIn) {
    return database.inOrg(
        account.org(),
        tx ->
            Future.all(
                    tx.query(
                        IdentitySql.OPEN_SESSION,
                        Tuple.of(
                            account.org().value(),
                            token.session().value(),
                            account.id().value(),
                            Buffer.buffer(token.hash()),
                            PgRows.utc(createdAt),
                            PgRows.utc(expiresAt)),
                        row -> row),
                    PgAudit.write(tx, signedIn))
                .mapEmpty());
  }

  @Override
  public Future<Optional<Renewed>> renew(
      OrgId org,
      SessionId session,
      Function<Session, Session.Renewal> rule,
      Function<Account, AuditEntry> reused) {
    return database.inOrg(
        org,
        tx ->
            lock(tx, org, session)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : write(tx, org, session, rule.apply(found.get()))
                                .compose(
                                    done ->
                                        done instanceof Session.Renewal.Reused
                                            ? PgAudit.write(tx, reused.apply(found.get().account()))
                                                .map(done)
                                            : Future.succeededFuture(done))
                                .map(done -> new Renewed(found.get().account(), done))
                                .map(Optional::of)));
  }

  private static Future<Session.Renewal> write(
      Transaction tx, OrgId org, SessionId session, Session.Renewal renewal) {
    if (renewal instanceof Session.Renewal.Rotated rotated) {
      return tx.query(
              IdentitySql.ROTATE,
              Tuple.of(
                  org.value(),
                  session.value(),
                  Buffer.buffer(rotated.next().hash()),
                  Buffer.buffer(rotated.shown().hash()),
                  Buffer.buffer(rotated.shown().mask(rotated.next())),
                  PgRows.utc(rotated.at())),
              row -> row)
          .map(renewal);
    }
    if (renewal instanceof Session.Renewal.Reused reused) {
      return revoke(tx, org, session, reused.at()).map(renewal);
    }
    return Future.succeededFuture(renewal);
  }

  @Override
  public Future<Optional<Account>> endSession(
      OrgId org,
      SessionId session,
      Instant at,
      Predicate<Session> rule,
      Function<Account, AuditEntry> signedOut) {
    return database.inOrg(
        org,
        tx ->
            lock(tx, org, session)
                .map(found -> found.filter(rule).map(Session::account))
                .compose(
                    ends ->
                        ends.isEmpty()
                            ? Future.succeededFuture(ends)
                            : Future.all(
                                    revoke(tx, org, session, at),
                                    PgAudit.write(tx, signedOut.apply(ends.get())))
                                .map(ends)));
  }

  private static Future<Optional<Session>> lock(Transaction tx, OrgId org, SessionId session) {
    return tx.query(
            IdentitySql.LOCK_SESSION,
            Tuple.of(org.value(), session.value()),
            row ->
                new Session(
                    PgRows.account(row),
                    PgRows.bytes(row, "refresh_hash"),
                    PgRows.bytes(row, "previous_hash"),
                    PgRows.bytes(row, "successor"),
                    row.getOffsetDateTime("rotated_at").toInstant(),
                    row.getOffsetDateTime("expires_at").toInstant(),
                    row.getBoolean("ended")))
        .map(PgRows::first);
  }

  private static Future<?> revoke(Transaction tx, OrgId org, SessionId session, Instant at) {
    return tx.query(
        IdentitySql.REVOKE, Tuple.of(org.value(), session.value(), PgRows.utc(at)), row -> row);
  }

  @Override
  public Future<Boolean> isLive(OrgId org, SessionId session, PersonId user, Instant now) {
    return database
        .inOrg(
            org,
            IdentitySql.IS_LIVE,
            Tuple.of(org.value(), session.value(), user.value(), PgRows.utc(now)),
            row -> row)
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Future<Boolean> isLiveApiKey(OrgId org, PersonId key) {
    return database
        .inOrg(org, IdentitySql.IS_LIVE_API_KEY, Tuple.of(org.value(), key.value()), row -> row)
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Future<Optional<StoredApiKey>> apiKey(SecretToken shown) {
    return database
        .inOrg(
            shown.org(),
            IdentitySql.API_KEY,
            Tuple.of(shown.org().value(), shown.id(), Buffer.buffer(shown.hash())),
            row ->
                new StoredApiKey(
                    shown.org(),
                    new PersonId(row.getUUID("id")),
                    row.getString("name"),
                    PgRows.texts(row, "scopes")))
        .map(PgRows::first);
  }

  @Override
  public Future<List<Revocation>> revocations(Duration within) {
    return database.inNoOrg(
        IdentitySql.REVOCATIONS,
        Tuple.of(within.toMillis()),
        row ->
            new Revocation(
                PgRows.org(row),
                row.getLong("id"),
                PgRows.id(row, "session_id", SessionId::new),
                PgRows.id(row, "person_id", PersonId::new)));
  }

  @Override
  public Future<Void> forgetRevocations() {
    return database.inNoOrg(IdentitySql.FORGET_REVOCATIONS, Tuple.tuple(), row -> row).mapEmpty();
  }

  @Override
  public Future<Void> audit(AuditEntry entry) {
    return database
        .inOrg(entry.org(), IdentitySql.AUDIT, PgAudit.parameters(entry), row -> row)
        .mapEmpty();
  }

  @Override
  public Future<Void> auditRefusedSignIn(OrgId org, String email, UUID entry, Instant at) {
    return database
        .inOrg(
            org,
            IdentitySql.AUDIT_REFUSED_SIGN_IN,
            Tuple.of(org.value(), entry, PgRows.utc(at), email),
            row -> row)
        .mapEmpty();
  }

  @Override
  public Future<UUID> epoch() {
    return database
        .inNoOrg(IdentitySql.EPOCH, Tuple.tuple(), row -> row.getUUID("epoch"))
        .map(rows -> rows.get(0));
  }
}
