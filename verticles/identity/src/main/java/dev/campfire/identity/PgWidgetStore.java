package dev.campfire.identity;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link WidgetStore} in PostgreSQL. */
final class PgWidgetStore implements WidgetStore {

  private final Database database;
  private final IdentitySecrets secrets;

  PgWidgetStore(Database database, IdentitySecrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  @Override
  public Future<Optional<OrgId>> organizationOfWidget(String widgetKey) {
    return database
        .inNoOrg(
            WidgetSql.ORGANIZATION_OF_WIDGET,
            Tuple.of(widgetKey),
            row -> Optional.ofNullable(row.getUUID("org_id")).map(OrgId::new))
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<Optional<WidgetView>> widget(OrgId org, PersonId contact) {
    return database
        .inOrg(
            org,
            WidgetSql.WIDGET,
            Tuple.of(org.value(), contact.value()),
            row ->
                new WidgetView(
                    row.getString("name"),
                    row.getString("greeting"),
                    row.getBoolean("available"),
                    contactOf(row),
                    Optional.ofNullable(PgRows.id(row, "merged_into", PersonId::new))))
        .map(PgRows::first);
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
            WidgetSql.ORIGINS,
            Tuple.of(org.value()),
            row -> List.of(row.getArrayOfStrings("allowed_origins")))
        .map(PgRows::first);
  }

  @Override
  public Future<Boolean> isAllowedOrigin(String origin) {
    return database
        .inNoOrg(WidgetSql.IS_ALLOWED_ORIGIN, Tuple.of(origin), row -> row.getBoolean("allowed"))
        .map(rows -> rows.get(0));
  }

  @Override
  public Future<List<String>> identitySecrets(OrgId org) {
    return database
        .inOrg(
            org,
            WidgetSql.IDENTITY_SECRETS,
            Tuple.of(org.value()),
            row ->
                Stream.of(
                        row.getString("identity_secret"), row.getString("previous_identity_secret"))
                    .filter(Objects::nonNull)
                    .map(stored -> secrets.open(org, stored))
                    .toList())
        .map(rows -> rows.isEmpty() ? List.of() : rows.get(0));
  }

  @Override
  public Future<Void> endContact(
      OrgId org, PersonId contact, PersonId into, Instant at, AuditEntry entry) {
    return database.inOrg(
        org,
        tx ->
            Future.all(
                    tx.query(
                        WidgetSql.END_CONTACT,
                        Tuple.of(org.value(), contact.value(), into.value(), PgRows.utc(at)),
                        row -> row),
                    PgAudit.write(tx, entry))
                .mapEmpty());
  }

  @Override
  public Future<Void> vouch(SignedIdentity identity) {
    return database
        .inOrg(
            identity.org(),
            WidgetSql.VOUCH,
            Tuple.of(
                identity.org().value(),
                identity.contact().value(),
                identity.name(),
                identity.email()),
            row -> row)
        .mapEmpty();
  }
}
