package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Changes in PostgreSQL. Each is one transaction whose statements go out together: lock, look,
 * change, look again. What it was decides whether the author may; if not, all of it is undone.
 */
final class PgChangeStore implements ChangeStore {
  private final Database database;

  PgChangeStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Updated> update(Author author, UpdateConversation wanted, Instant now) {
    return database.inOrg(author.org(), tx -> update(tx, author, wanted, now));
  }

  private static Future<Updated> update(
      Database.Transaction tx, Author author, UpdateConversation wanted, Instant now) {
    ConversationId id = wanted.conversationId();
    Future<?> locked = lock(tx, id);
    Future<List<Conversation>> before = find(tx, author, id);
    Future<Boolean> assignable = canBeAssigned(tx, wanted);
    Future<List<Updated.Part>> changed =
        tx.query(
            ChangeSql.UPDATE,
            parameters(author, wanted, now),
            row -> PgRows.named(Updated.Part.class, row.getString("kind")));
    Future<List<Conversation>> after = find(tx, author, id);
    return Future.all(locked, before, assignable, changed, after)
        .compose(
            done -> {
              if (before.result().isEmpty() || !assignable.result()) {
                return Future.failedFuture(ProblemException.notFound());
              }
              return checkSleep(wanted, before.result().get(0))
                  .map(was -> new Updated(was, after.result().get(0), changed.result()));
            });
  }

  private static Future<?> lock(Database.Transaction tx, ConversationId id) {
    return tx.query(ChangeSql.LOCK, Tuple.of(id.value()), Function.identity());
  }

  private static Future<List<Conversation>> find(
      Database.Transaction tx, Author author, ConversationId id) {
    return tx.query(MessagingSql.FIND, PgRows.subject(author.reader(), id), PgRows::conversation);
  }

  private static Future<Boolean> canBeAssigned(Database.Transaction tx, UpdateConversation wanted) {
    PersonId assignee = wanted.assigneeId() == null ? null : wanted.assigneeId().value();
    return assignee == null
        ? Future.succeededFuture(true)
        : tx.query(ChangeSql.FIND_AGENT, Tuple.of(assignee.value()), Function.identity())
            .map(found -> !found.isEmpty());
  }

  private static Future<Conversation> checkSleep(UpdateConversation wanted, Conversation was) {
    boolean isAwake =
        wanted.snoozedUntil() != null
            && wanted.status() == null
            && was.status() != ConversationStatus.SNOOZED;
    return isAwake
        ? Future.failedFuture(
            ProblemException.of(
                ProblemCode.CONFLICT,
                "The conversation is not snoozed: give `snoozedUntil` with status `snoozed`."))
        : Future.succeededFuture(was);
  }

  private static Tuple parameters(Author author, UpdateConversation wanted, Instant now) {
    PersonId assignee = wanted.assigneeId() == null ? null : wanted.assigneeId().value();
    return Tuple.tuple()
        .addUUID(wanted.conversationId().value())
        .addOffsetDateTime(PgRows.column(now))
        .addUUID(author.sender().id().value())
        .addString(PgRows.column(author.sender().kind()))
        .addString(wanted.status() == null ? null : PgRows.column(wanted.status()))
        .addOffsetDateTime(
            wanted.snoozedUntil() == null ? null : PgRows.column(wanted.snoozedUntil()))
        .addString(wanted.priority() == null ? null : PgRows.column(wanted.priority()))
        .addArrayOfString(wanted.tags() == null ? null : wanted.tags().toArray(String[]::new))
        .addBoolean(wanted.assigneeId() != null)
        .addUUID(assignee == null ? null : assignee.value())
        .addString(wanted.subject());
  }

  @Override
  public Future<Rewritten> edit(Author author, EditMessage wanted, Instant now) {
    Rewriting rewriting =
        new Rewriting(author, wanted.conversationId(), wanted.messageId(), wanted.content(), now);
    return database.inOrg(author.org(), tx -> rewrite(tx, rewriting));
  }

  @Override
  public Future<Rewritten> delete(Author author, DeleteMessage wanted, Instant now) {
    Rewriting rewriting =
        new Rewriting(author, wanted.conversationId(), wanted.messageId(), null, now);
    return database.inOrg(author.org(), tx -> rewrite(tx, rewriting));
  }

  /**
   * @param content null to delete
   */
  private record Rewriting(
      Author author, ConversationId conversation, MessageId message, String content, Instant now) {

    boolean deletes() {
      return content == null;
    }

    Tuple parameters() {
      return Tuple.tuple()
          .addUUID(conversation.value())
          .addUUID(message.value())
          .addUUID(author.sender().id().value())
          .addString(deletes() ? "" : content)
          .addString(deletes() ? "" : Preview.of(content))
          .addBoolean(deletes())
          .addOffsetDateTime(PgRows.column(now));
    }
  }

  private static Future<Rewritten> rewrite(Database.Transaction tx, Rewriting rewriting) {
    Future<?> locked = lock(tx, rewriting.conversation());
    Future<List<Message>> before = find(tx, rewriting);
    Future<?> written = tx.query(ChangeSql.REWRITE, rewriting.parameters(), Function.identity());
    Future<List<Message>> after = find(tx, rewriting);
    return Future.all(locked, before, written, after)
        .compose(done -> judge(rewriting, before.result(), after.result()));
  }

  private static Future<List<Message>> find(Database.Transaction tx, Rewriting rewriting) {
    Tuple parameters =
        PgRows.subject(rewriting.author().reader(), rewriting.conversation())
            .addUUID(rewriting.message().value());
    return tx.query(ChangeSql.FIND_MESSAGE, parameters, PgRows::message);
  }

  private static Future<Rewritten> judge(
      Rewriting rewriting, List<Message> before, List<Message> after) {
    if (before.isEmpty()) {
      return Future.failedFuture(ProblemException.notFound());
    }
    Message was = before.get(0);
    if (!was.sender().id().equals(rewriting.author().sender().id())) {
      return Future.failedFuture(
          ProblemException.of(ProblemCode.FORBIDDEN, "The message is somebody else's."));
    }
    if (was.deletedAt() != null && !rewriting.deletes()) {
      return Future.failedFuture(
          ProblemException.of(ProblemCode.CONFLICT, "The message is deleted."));
    }
    Message is = after.get(0);
    return Future.succeededFuture(new Rewritten(is, is.changeSeq() != was.changeSeq()));
  }

  @Override
  public Future<List<OrgId>> orgsToWake(Instant now) {
    return database.inNoOrg(
        ChangeSql.ORGS_TO_WAKE,
        Tuple.of(PgRows.column(now)),
        row -> new OrgId(row.getUUID("org_id")));
  }

  @Override
  public Future<List<Conversation>> wake(OrgId org, Instant now, int most) {
    Tuple parameters = Tuple.of(PgRows.column(now), most, Caller.SYSTEM.id().value());
    return database.inOrg(
        org,
        tx ->
            tx.query(ChangeSql.WAKE, parameters, row -> row.getUUID("id"))
                .compose(
                    ids ->
                        tx.query(
                            MessagingSql.FIND_ALL,
                            Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)),
                            PgRows::conversation)));
  }
}
