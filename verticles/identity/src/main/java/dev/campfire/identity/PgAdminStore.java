package dev.campfire.identity;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.AdminAgent;
import dev.campfire.contract.identity.ApiKey;
import dev.campfire.contract.identity.BusinessHours;
import dev.campfire.contract.identity.ChangeOrganization;
import dev.campfire.contract.identity.ListOrganizations.Organization;
import dev.campfire.contract.identity.OrganizationSettings;
import dev.campfire.contract.identity.ReadAudit;
import dev.campfire.spi.Database;
import dev.campfire.spi.Database.Transaction;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** {@link AdminStore} in PostgreSQL. */
final class PgAdminStore implements AdminStore {

  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final IdentitySecrets secrets;

  PgAdminStore(Database database, IdentitySecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  @Override
  public Future<List<AdminAgent>> agents(OrgId org) {
    return database.inOrg(org, AdminSql.AGENTS, Tuple.of(org.value()), PgAdminStore::agent);
  }

  @Override
  public Future<Invited> invite(
      OrgId org,
      NewAgent agent,
      Function<PersonId, SecretToken> token,
      Instant expiresAt,
      Function<PersonId, AuditEntry> entry) {
    return database.inOrg(
        org,
        tx ->
            tx.query(
                    AdminSql.ADD_AGENT,
                    Tuple.of(
                        org.value(),
                        agent.id().value(),
                        agent.name(),
                        agent.email(),
                        PgRows.roleName(agent.role())),
                    row -> row)
                .compose(
                    added ->
                        tx.query(
                            AdminSql.AGENT_OF_EMAIL,
                            Tuple.of(org.value(), agent.email()),
                            PgAdminStore::agent))
                .map(found -> new Invited(found.get(0), token.apply(found.get(0).id())))
                .compose(
                    invited ->
                        invited.agent().disabledAt() != null
                            ? Future.failedFuture(
                                ProblemException.of(
                                    ProblemCode.CONFLICT, "The agent is disabled: enable first."))
                            : Future.all(
                                    tx.query(
                                        AdminSql.INVITE,
                                        Tuple.of(
                                            org.value(),
                                            invited.agent().id().value(),
                                            Buffer.buffer(invited.token().hash()),
                                            PgRows.utc(expiresAt)),
                                        row -> row),
                                    PgAudit.write(tx, entry.apply(invited.agent().id())))
                                .map(invited)));
  }

  @Override
  public Future<Boolean> isGood(SecretToken shown, Instant now) {
    return database.inOrg(shown.org(), tx -> lock(tx, shown, now)).map(Optional::isPresent);
  }

  private static Future<Optional<Account>> lock(Transaction tx, SecretToken shown, Instant now) {
    return tx.query(
            AdminSql.LOCK_INVITATION,
            Tuple.of(shown.org().value(), shown.id(), Buffer.buffer(shown.hash()), PgRows.utc(now)),
            PgRows::account)
        .map(PgRows::first);
  }

  @Override
  public Future<Optional<Accepted>> accept(SecretToken shown, String passwordHash, Instant now) {
    return database.inOrg(
        shown.org(),
        tx ->
            lock(tx, shown, now)
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(Optional.empty())
                            : accept(tx, found.get(), passwordHash, now).map(Optional::of)));
  }

  private static Future<Accepted> accept(
      Transaction tx, Account account, String passwordHash, Instant now) {
    UUID org = account.org().value();
    UUID id = account.id().value();
    Future<?> used =
        tx.query(AdminSql.USE_INVITATION, Tuple.of(org, id, PgRows.utc(now)), row -> row);
    Future<?> set = tx.query(AdminSql.SET_PASSWORD, Tuple.of(org, id, passwordHash), row -> row);
    Future<List<SessionId>> ended = endSessions(tx, account.org(), account.id(), now);
    return Future.all(used, set, ended).map(done -> new Accepted(account, ended.result()));
  }

  private static Future<List<SessionId>> endSessions(
      Transaction tx, OrgId org, PersonId agent, Instant now) {
    return tx.query(
        IdentitySql.REVOKE_ALL,
        Tuple.of(org.value(), agent.value(), PgRows.utc(now)),
        row -> new SessionId(row.getUUID("id")));
  }

  @Override
  public Future<Optional<Changed>> change(
      OrgId org, PersonId agent, Rule rule, Instant now, AuditEntry entry) {
    return database.inOrg(
        org,
        tx ->
            tx.query(AdminSql.LOCK_ADMINS, Tuple.of(org.value()), row -> row.getUUID("user_id"))
                .compose(
                    admins ->
                        find(tx, org, agent)
                            .compose(
                                found ->
                                    found.isEmpty()
                                        ? Future.succeededFuture(Optional.empty())
                                        : change(
                                            tx,
                                            org,
                                            found.get(),
                                            rule.apply(
                                                found.get(), admins.equals(List.of(agent.value()))),
                                            now,
                                            entry))));
  }

  private static Future<Optional<AdminAgent>> find(Transaction tx, OrgId org, PersonId agent) {
    return tx.query(AdminSql.AGENT, Tuple.of(org.value(), agent.value()), PgAdminStore::agent)
        .map(PgRows::first);
  }

  private static Future<Optional<Changed>> change(
      Transaction tx, OrgId org, AdminAgent agent, Wanted wanted, Instant now, AuditEntry entry) {
    if (wanted == null) {
      return Future.succeededFuture(Optional.of(new Changed(agent, List.of())));
    }
    UUID id = agent.id().value();
    Future<?> changed =
        tx.query(
            AdminSql.CHANGE_AGENT,
            Tuple.of(
                org.value(),
                id,
                PgRows.roleName(wanted.role()),
                wanted.disabledAt() == null ? null : PgRows.utc(wanted.disabledAt())),
            row -> row);
    Future<?> uninvited =
        wanted.disabledAt() == null
            ? Future.succeededFuture()
            : tx.query(
                AdminSql.USE_INVITATION, Tuple.of(org.value(), id, PgRows.utc(now)), row -> row);
    Future<List<SessionId>> ended = endSessions(tx, org, agent.id(), now);
    Future<?> written = PgAudit.write(tx, entry);
    Future<Optional<AdminAgent>> after = find(tx, org, agent.id());
    return Future.all(changed, uninvited, ended, written, after)
        .map(done -> Optional.of(new Changed(after.result().orElseThrow(), ended.result())));
  }

  @Override
  public Future<List<ApiKey>> apiKeys(OrgId org) {
    return database.inOrg(org, AdminSql.API_KEYS, Tuple.of(org.value()), PgAdminStore::apiKey);
  }

  @Override
  public Future<Void> addApiKey(SecretToken key, ApiKey shown, AuditEntry entry) {
    return both(
        key.org(),
        AdminSql.ADD_API_KEY,
        Tuple.tuple()
            .addUUID(key.org().value())
            .addUUID(key.id())
            .addString(shown.name())
            .addBuffer(Buffer.buffer(key.hash()))
            .addArrayOfString(shown.scopes() == null ? null : shown.scopes().toArray(String[]::new))
            .addOffsetDateTime(PgRows.utc(shown.createdAt())),
        entry);
  }

  @Override
  public Future<Optional<ApiKey>> revokeApiKey(
      OrgId org, PersonId key, Instant now, AuditEntry entry) {
    Tuple id = Tuple.of(org.value(), key.value());
    return database.inOrg(
        org,
        tx -> {
          Future<List<ApiKey>> before = tx.query(AdminSql.FIND_API_KEY, id, PgAdminStore::apiKey);
          Future<?> ended =
              tx.query(
                  AdminSql.REVOKE_API_KEY,
                  Tuple.of(org.value(), key.value(), PgRows.utc(now)),
                  row -> row);
          Future<List<ApiKey>> after = tx.query(AdminSql.FIND_API_KEY, id, PgAdminStore::apiKey);
          return Future.all(before, ended, after)
              .compose(
                  done ->
                      before.result().isEmpty() || before.result().get(0).revokedAt() != null
                          ? Future.succeededFuture()
                          : PgAudit.write(tx, entry))
              .map(done -> PgRows.first(after.result()));
        });
  }

  @Override
  public Future<Optional<OrganizationSettings>> organization(OrgId org) {
    return database
        .inOrg(
            org,
            AdminSql.ORGANIZATION,
            Tuple.of(org.value()),
            row ->
                new OrganizationSettings(
                    PgRows.org(row),
                    row.getString("name"),
                    row.getString("widget_key"),
                    row.getString("greeting"),
                    PgRows.texts(row, "allowed_origins"),
                    row.getInteger("secrets"),
                    hours(row)))
        .map(PgRows::first);
  }

  @Override
  public Future<Void> changeOrganization(
      OrgId org, ChangeOrganization wanted, Instant hoursBeginAt, AuditEntry entry) {
    Tuple parameters =
        Tuple.tuple()
            .addUUID(org.value())
            .addString(wanted.name())
            .addBoolean(wanted.greeting() != null)
            .addString(wanted.greeting() == null ? null : wanted.greeting().value())
            .addArrayOfString(
                wanted.allowedOrigins() == null
                    ? null
                    : wanted.allowedOrigins().toArray(String[]::new));
    return database.inOrg(
        org,
        tx ->
            Future.all(
                    tx.query(AdminSql.CHANGE_ORGANIZATION, parameters, row -> row),
                    wanted.businessHours() == null
                        ? Future.succeededFuture()
                        : setHours(tx, org, wanted.businessHours().value(), hoursBeginAt),
                    PgAudit.write(tx, entry))
                .mapEmpty());
  }

  private static Future<Void> setHours(
      Transaction tx, OrgId org, BusinessHours hours, Instant beginAt) {
    Tuple parameters =
        Tuple.of(org.value(), beginAt.atOffset(ZoneOffset.UTC))
            .addString(hours == null ? null : hours.timezone())
            .addJsonArray(hours == null ? new JsonArray() : week(hours))
            .addArrayOfLocalDate(
                hours == null
                    ? new LocalDate[0]
                    : hours.holidays().stream().map(LocalDate::parse).toArray(LocalDate[]::new));
    return tx.query(AdminSql.SET_HOURS, parameters, row -> row)
        .compose(
            set ->
                set.isEmpty()
                    ? Future.failedFuture(
                        ProblemException.invalid(List.of(AdminCommands.NO_TIMEZONE)))
                    : Future.succeededFuture());
  }

  private static JsonArray week(BusinessHours hours) {
    JsonArray week = new JsonArray();
    hours
        .week()
        .forEach(
            each ->
                week.add(
                    new JsonObject()
                        .put("weekday", each.weekday())
                        .put("fromMinute", each.fromMinute())
                        .put("toMinute", each.toMinute())));
    return week;
  }

  private static BusinessHours hours(Row row) {
    if (row.getString("timezone") == null) {
      return null;
    }
    return new BusinessHours(
        row.getString("timezone"),
        row.getJsonArray("week").stream()
            .map(JsonObject.class::cast)
            .map(
                each ->
                    new BusinessHours.Opening(
                        each.getInteger("weekday"),
                        each.getInteger("fromMinute"),
                        each.getInteger("toMinute")))
            .toList(),
        Arrays.stream(row.getArrayOfLocalDates("holidays")).map(LocalDate::toString).toList());
  }

  @Override
  public Future<Void> rotateSecret(OrgId org, String secret, AuditEntry entry) {
    return both(
        org, AdminSql.ROTATE_SECRET, Tuple.of(org.value(), secrets.close(org, secret)), entry);
  }

  @Override
  public Future<List<ReadAudit.Entry>> audit(OrgId org, UUID before, int limit) {
    return database.inOrg(
        org,
        AdminSql.READ_AUDIT,
        Tuple.tuple().addUUID(org.value()).addUUID(before).addInteger(limit),
        row ->
            new ReadAudit.Entry(
                row.getUUID("id"),
                PgRows.time(row, "at"),
                row.getUUID("actor_id"),
                row.getString("actor_kind"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail")));
  }

  @Override
  public Future<Void> addOrganization(
      OrgId org,
      String name,
      String widgetKey,
      List<String> origins,
      String secret,
      AuditEntry entry) {
    return both(
            org,
            AdminSql.ADD_ORGANIZATION,
            Tuple.tuple()
                .addUUID(org.value())
                .addString(name)
                .addString(widgetKey)
                .addArrayOfString(origins.toArray(String[]::new))
                .addString(secrets.close(org, secret)),
            entry)
        .recover(
            failure ->
                failure instanceof DatabaseException refused
                        && UNIQUE_VIOLATION.equals(refused.getSqlState())
                    ? Future.failedFuture(
                        ProblemException.of(
                            ProblemCode.CONFLICT, "Another organisation has this widget key."))
                    : Future.failedFuture(failure));
  }

  @Override
  public Future<List<Organization>> organizations() {
    return database.inNoOrg(
        AdminSql.ORGANIZATIONS,
        Tuple.tuple(),
        row ->
            new Organization(
                PgRows.org(row),
                row.getString("name"),
                row.getString("widget_key"),
                PgRows.time(row, "created_at")));
  }

  @Override
  public Future<UUID> beginEpoch() {
    return database
        .inNoOrg(AdminSql.BEGIN_EPOCH, Tuple.tuple(), row -> row.getUUID("epoch"))
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<Void> log(UUID id, Instant at, String action, String... detail) {
    return database
        .inNoOrg(
            AdminSql.LOG,
            Tuple.tuple()
                .addUUID(id)
                .addOffsetDateTime(PgRows.utc(at))
                .addString(action)
                .addArrayOfString(detail),
            row -> row)
        .mapEmpty();
  }

  /** One statement, and what the audit log says of it. */
  private Future<Void> both(OrgId org, String sql, Tuple parameters, AuditEntry entry) {
    return database.inOrg(
        org,
        tx ->
            Future.all(tx.query(sql, parameters, row -> row), PgAudit.write(tx, entry)).mapEmpty());
  }

  private static AdminAgent agent(Row row) {
    Role role = PgRows.role(row);
    return new AdminAgent(
        new PersonId(row.getUUID("user_id")),
        row.getString("full_name"),
        row.getString("email"),
        role,
        row.getBoolean("has_password"),
        PgRows.time(row, "created_at"),
        PgRows.time(row, "disabled_at"));
  }

  private static ApiKey apiKey(Row row) {
    return new ApiKey(
        new PersonId(row.getUUID("id")),
        row.getString("name"),
        PgRows.texts(row, "scopes"),
        PgRows.time(row, "created_at"),
        PgRows.time(row, "revoked_at"));
  }
}
