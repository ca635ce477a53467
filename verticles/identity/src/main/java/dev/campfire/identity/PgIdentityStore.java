package dev.campfire.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.spi.Database;
import dev.campfire.spi.Database.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@link IdentityStore} in PostgreSQL. */
final class PgIdentityStore implements IdentityStore {

  private final Database database;

  PgIdentityStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<SigningKey>> keys() {
    return database.inNoOrg(
        IdentitySql.KEYS,
        Tuple.tuple(),
        row ->
            new SigningKey(
                row.getString("kid"), bytes(row, "private_key"), bytes(row, "public_key")));
  }

  @Override
  public Future<Void> addKey(SigningKey key) {
    return database
        .inNoOrg(
            IdentitySql.ADD_KEY,
            Tuple.of(key.id(), Buffer.buffer(key.privateKey()), Buffer.buffer(key.publicKey())),
            row -> row)
        .mapEmpty();
  }

  @Override
  public Future<List<OrgId>> organizationsOf(String email) {
    return database.inNoOrg(
        IdentitySql.ORGANIZATIONS_OF_EMAIL, Tuple.of(email), PgIdentityStore::org);
  }

  @Override
  public Future<Optional<Account>> account(OrgId org, String email) {
    return database
        .inOrg(org, IdentitySql.ACCOUNT, Tuple.of(org.value(), email), PgIdentityStore::accountOf)
        .map(PgIdentityStore::first);
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
      Account account, RefreshToken token, Instant createdAt, Instant expiresAt) {
    return database
        .inOrg(
            account.org(),
            IdentitySql.OPEN_SESSION,
            Tuple.of(
                account.org().value(),
                token.session().value(),
                account.id().value(),
                Buffer.buffer(token.hash()),
                utc(createdAt),
                utc(expiresAt)),
            row -> row)
        .mapEmpty();
  }

  @Override
  public Future<Optional<Renewed>> renew(
      OrgId org, SessionId session, Function<Session, Session.Renewal> rule) {
    return database.inOrg(
        org,
        tx ->
            lock(tx, org, session)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : write(tx, org, session, rule.apply(found.get()))
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
                  utc(rotated.at())),
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
      OrgId org, SessionId session, Instant at, Predicate<Session> rule) {
    return database.inOrg(
        org,
        tx ->
            lock(tx, org, session)
                .map(found -> found.filter(rule).map(Session::account))
                .compose(
                    ends ->
                        ends.isEmpty()
                            ? Future.succeededFuture(ends)
                            : revoke(tx, org, session, at).map(ends)));
  }

  private static Future<Optional<Session>> lock(Transaction tx, OrgId org, SessionId session) {
    return tx.query(
            IdentitySql.LOCK_SESSION,
            Tuple.of(org.value(), session.value()),
            row ->
                new Session(
                    accountOf(row),
                    bytes(row, "refresh_hash"),
                    bytes(row, "previous_hash"),
                    bytes(row, "successor"),
                    row.getOffsetDateTime("rotated_at").toInstant(),
                    row.getOffsetDateTime("expires_at").toInstant(),
                    row.getBoolean("ended")))
        .map(PgIdentityStore::first);
  }

  private static Future<?> revoke(Transaction tx, OrgId org, SessionId session, Instant at) {
    return tx.query(
        IdentitySql.REVOKE, Tuple.of(org.value(), session.value(), utc(at)), row -> row);
  }

  @Override
  public Future<Boolean> isLive(OrgId org, SessionId session, PersonId user, Instant now) {
    return database
        .inOrg(
            org,
            IdentitySql.IS_LIVE,
            Tuple.of(org.value(), session.value(), user.value(), utc(now)),
            row -> row)
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Future<Optional<OrgId>> organizationOfWidget(String widgetKey) {
    return database
        .inNoOrg(
            IdentitySql.ORGANIZATION_OF_WIDGET,
            Tuple.of(widgetKey),
            row -> Optional.ofNullable(row.getUUID("org_id")).map(OrgId::new))
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<Optional<WidgetView>> widget(OrgId org, PersonId contact) {
    return database
        .inOrg(
            org,
            IdentitySql.WIDGET,
            Tuple.of(org.value(), contact.value()),
            row ->
                new WidgetView(
                    row.getString("name"),
                    row.getString("greeting"),
                    row.getBoolean("available"),
                    contactOf(row)))
        .map(PgIdentityStore::first);
  }

  private static Optional<StoredContact> contactOf(Row row) {
    return row.getBoolean("known")
        ? Optional.of(
            new StoredContact(
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getBoolean("verified")))
        : Optional.empty();
  }

  @Override
  public Future<Optional<List<String>>> origins(OrgId org) {
    return database
        .inOrg(
            org,
            IdentitySql.ORIGINS,
            Tuple.of(org.value()),
            row -> List.of(row.getArrayOfStrings("allowed_origins")))
        .map(PgIdentityStore::first);
  }

  @Override
  public Future<Boolean> isAllowedOrigin(String origin) {
    return database
        .inNoOrg(IdentitySql.IS_ALLOWED_ORIGIN, Tuple.of(origin), row -> row.getBoolean("allowed"))
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<UUID> epoch() {
    return database
        .inNoOrg(IdentitySql.EPOCH, Tuple.tuple(), row -> row.getUUID("epoch"))
        .map(rows -> rows.get(0));
  }

  private static OrgId org(Row row) {
    return new OrgId(row.getUUID("org_id"));
  }

  private static Account accountOf(Row row) {
    return new Account(
        org(row),
        new PersonId(row.getUUID("user_id")),
        "admin".equals(row.getString("role")) ? Role.ADMIN : Role.AGENT,
        row.getString("full_name"),
        row.getString("email"),
        row.getString("password_hash"));
  }

  private static byte[] bytes(Row row, String column) {
    Buffer bytes = row.getBuffer(column);
    return bytes == null ? null : bytes.getBytes();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
