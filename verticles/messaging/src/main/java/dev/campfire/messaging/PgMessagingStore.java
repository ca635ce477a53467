package dev.campfire.messaging;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Conversations in PostgreSQL. */
final class PgMessagingStore implements MessagingStore {
  private final Database database;

  PgMessagingStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Opening.Opened> open(Opening opening) {
    return database.inOrg(opening.author().org(), tx -> open(tx, opening));
  }

  private static Future<Opening.Opened> open(Database.Transaction tx, Opening opening) {
    OrgId org = opening.author().org();
    Future<?> locked =
        tx.query(MessagingSql.LOCK_ORGANIZATION, Tuple.of(org.value()), Function.identity());
    Future<List<UUID>> earlier =
        tx.query(MessagingSql.OPEN, parameters(opening), row -> row.getUUID("contact_id"));
    Future<List<Conversation>> found =
        tx.query(
            MessagingSql.FIND,
            PgRows.subject(new Reader(org, null), opening.id()),
            PgRows::conversation);
    return Future.all(locked, earlier, found)
        .compose(done -> opened(opening, earlier.result(), found.result()));
  }

  private static Tuple parameters(Opening opening) {
    return Tuple.tuple()
        .addUUID(opening.author().org().value())
        .addUUID(opening.id().value())
        .addUUID(opening.contact().value())
        .addString(opening.name())
        .addString(opening.email())
        .addString(PgRows.column(opening.channel()))
        .addString(opening.subject())
        .addOffsetDateTime(PgRows.column(opening.at()))
        .addUUID(opening.author().sender().id().value())
        .addString(PgRows.column(opening.author().sender().kind()))
        .addBoolean(opening.verified());
  }

  private static Future<Opening.Opened> opened(
      Opening opening, List<UUID> earlier, List<Conversation> found) {
    if (found.isEmpty()) {
      // The caller's organisation is gone: nothing was numbered, so nothing was written.
      return Future.failedFuture(ProblemException.notFound());
    }
    boolean another =
        !earlier.isEmpty()
            && opening.contactNamed()
            && !earlier.get(0).equals(opening.contact().value());
    return another
        ? Future.failedFuture(
            ProblemException.of(ProblemCode.CONFLICT, "Another contact has this conversation id."))
        : Future.succeededFuture(new Opening.Opened(found.get(0), !earlier.isEmpty()));
  }

  @Override
  public Future<List<Conversation>> findAll(OrgId org, Collection<ConversationId> ids) {
    UUID[] values = ids.stream().map(ConversationId::value).toArray(UUID[]::new);
    return database.inOrg(
        org, MessagingSql.FIND_ALL, Tuple.tuple().addArrayOfUUID(values), PgRows::conversation);
  }

  @Override
  public Future<List<Conversation>> list(Reader reader, ConversationFilter filter) {
    if (filter.words() != null) {
      return PgSearch.list(database, reader, filter);
    }
    PgListStatement list = PgListStatement.of(reader, filter);
    return database.inOrg(reader.org(), list.sql(), list.parameters(), PgRows::conversation);
  }

  @Override
  public Future<ReadHistory.Page> historyBefore(
      Reader reader, ConversationId id, long seq, int limit) {
    return history(MessagingSql.HISTORY_BEFORE, reader, id, seq, limit);
  }

  @Override
  public Future<ReadHistory.Page> historyAfter(
      Reader reader, ConversationId id, long seq, int limit) {
    return history(MessagingSql.HISTORY_AFTER, reader, id, seq, limit);
  }

  private Future<ReadHistory.Page> history(
      String sql, Reader reader, ConversationId id, long seq, int limit) {
    Tuple parameters = PgRows.subject(reader, id).addLong(seq).addInteger(limit);
    return database
        .inOrg(reader.org(), sql, parameters, MessageRow::of)
        .compose(
            rows ->
                rows.isEmpty()
                    ? Future.failedFuture(ProblemException.notFound())
                    : Future.succeededFuture(page(rows)));
  }

  /** A row of history: a message, or none, beside the conversation's last {@code seq}. */
  private record MessageRow(long lastSeq, Message message) {
    static MessageRow of(Row row) {
      return new MessageRow(row.getLong("last_seq"), PgRows.message(row));
    }
  }

  private static ReadHistory.Page page(List<MessageRow> rows) {
    long lastSeq = rows.get(0).lastSeq();
    List<Message> messages =
        rows.stream()
            .map(MessageRow::message)
            .filter(message -> message != null)
            .sorted(Comparator.comparingLong(Message::seq))
            .toList();
    return new ReadHistory.Page(messages, lastSeq == 0 ? 0 : 1, lastSeq);
  }

  @Override
  public Future<SyncConversation.Changes> changes(
      Reader reader, ConversationId id, long afterChange, int limit) {
    Tuple parameters = PgRows.subject(reader, id).addLong(afterChange).addInteger(limit + 1);
    return database.inOrg(
        reader.org(),
        tx -> {
          Future<List<Row>> rows = tx.query(MessagingSql.CHANGES, parameters, Function.identity());
          Future<List<Receipt>> receipts =
              tx.query(MessagingSql.RECEIPTS, Tuple.of(id.value()), PgRows::receipt);
          return Future.all(rows, receipts)
              .compose(done -> changes(rows.result(), receipts.result(), afterChange, limit));
        });
  }

  private static Future<SyncConversation.Changes> changes(
      List<Row> rows, List<Receipt> receipts, long afterChange, int limit) {
    if (rows.isEmpty()) {
      return Future.failedFuture(ProblemException.notFound());
    }
    Conversation conversation = PgRows.conversation(rows.get(0));
    if (afterChange > conversation.changeSeq()) {
      return Future.failedFuture(
          ProblemException.of(
              ProblemCode.CONFLICT,
              "The conversation has not come as far as afterChange: start again at 0."));
    }
    boolean more = rows.size() > limit;
    List<Message> messages =
        rows.stream()
            .map(PgRows::message)
            .filter(message -> message != null)
            .sorted(Comparator.comparingLong(Message::changeSeq))
            .limit(limit)
            .toList();
    long changeSeq =
        more ? messages.get(messages.size() - 1).changeSeq() : conversation.changeSeq();
    return Future.succeededFuture(
        new SyncConversation.Changes(conversation, messages, receipts, changeSeq, more));
  }

  @Override
  public Future<List<ReadHeads.Head>> heads(Set<OrgId> orgs, Instant after) {
    UUID[] values = orgs.stream().map(OrgId::value).toArray(UUID[]::new);
    Tuple parameters = Tuple.tuple().addArrayOfUUID(values).addOffsetDateTime(PgRows.column(after));
    return database.inOrgs(orgs, tx -> tx.query(MessagingSql.HEADS, parameters, PgRows::head));
  }
}
