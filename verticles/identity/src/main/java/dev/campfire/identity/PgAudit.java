package dev.campfire.identity;

import dev.campfire.spi.Database.Transaction;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** Writes the audit log, in the transaction of what it tells. */
final class PgAudit {
  private PgAudit() {}

  static Future<?> write(Transaction tx, AuditEntry entry) {
    return tx.query(IdentitySql.AUDIT, parameters(entry), row -> row);
  }

  static Tuple parameters(AuditEntry entry) {
    return Tuple.tuple()
        .addUUID(entry.org().value())
        .addUUID(entry.id())
        .addOffsetDateTime(PgRows.utc(entry.at()))
        .addUUID(entry.actorId())
        .addString(entry.actorKind())
        .addString(entry.action())
        .addString(entry.subject())
        .addArrayOfString(entry.detail().toArray(String[]::new));
  }
}
