package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.messaging.AdoptConversations;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Adoptions in PostgreSQL, each in one transaction. */
final class PgAdoptionStore implements AdoptionCommands.Store {
  private final Database database;

  PgAdoptionStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Conversation>> adopt(Caller to, AdoptConversations request, Instant now) {
    return database.inOrg(
        to.org(),
        tx ->
            tx.query(AdoptionSql.LOCK, Tuple.of(request.from().value()), row -> row.getUUID("id"))
                .compose(
                    found ->
                        found.isEmpty()
                            ? Future.succeededFuture(List.of())
                            : move(tx, to, request, found.toArray(UUID[]::new), now)));
  }

  private static Future<List<Conversation>> move(
      Database.Transaction tx, Caller to, AdoptConversations request, UUID[] ids, Instant now) {
    UUID from = request.from().value();
    UUID into = to.id().value();
    Future<?> made =
        tx.query(
            AdoptionSql.MAKE_CONTACT,
            Tuple.tuple()
                .addUUID(to.org().value())
                .addUUID(into)
                .addString(to.name())
                .addString(to.vouched() == null ? null : to.vouched().email())
                .addOffsetDateTime(PgRows.column(now)),
            Function.identity());
    Future<?> moved =
        tx.query(
            AdoptionSql.MOVE,
            Tuple.tuple()
                .addArrayOfUUID(ids)
                .addUUID(from)
                .addUUID(into)
                .addOffsetDateTime(PgRows.column(now)),
            Function.identity());
    Tuple theirs = Tuple.tuple().addArrayOfUUID(ids).addUUID(from).addUUID(into);
    Future<?> messages = tx.query(AdoptionSql.MOVE_MESSAGES, theirs, Function.identity());
    Future<?> receipts = tx.query(AdoptionSql.MOVE_RECEIPTS, theirs, Function.identity());
    Future<List<Conversation>> after =
        tx.query(MessagingSql.FIND_ALL, Tuple.tuple().addArrayOfUUID(ids), PgRows::conversation);
    return Future.all(made, moved, messages, receipts, after).map(done -> after.result());
  }
}
