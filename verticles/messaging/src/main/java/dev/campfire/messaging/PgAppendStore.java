package dev.campfire.messaging;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Messages into PostgreSQL. */
final class PgAppendStore implements AppendStore {
  /** PostgreSQL appendix A: a lock was not granted within {@code lock_timeout}. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Database database;

  PgAppendStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<Outcome>> append(List<Draft> batch, Instant now) {
    Set<OrgId> orgs = batch.stream().map(draft -> draft.author().org()).collect(Collectors.toSet());
    return database.inOrgsAtOnce(orgs, tx -> append(tx, batch, now)).recover(PgAppendStore::asBusy);
  }

  /** Written without waiting for one another: PostgreSQL runs them in order. */
  private static Future<List<Outcome>> append(
      Database.Transaction tx, List<Draft> batch, Instant now) {
    Future<?> locked =
        tx.query(AppendSql.LOCK_CONVERSATIONS, conversations(batch), Function.identity());
    Future<List<Outcome>> written = write(tx, batch, now);
    // The first of them to fail is the cause, what fails behind it is not.
    return Future.all(locked, written).map(done -> written.result());
  }

  private static Future<List<Outcome>> write(
      Database.Transaction tx, List<Draft> batch, Instant now) {
    return tx.query(
        AppendSql.APPEND,
        messages(batch, now),
        row -> PgRows.outcome(row, batch.get(row.getInteger("position") - 1)));
  }

  private static Tuple conversations(List<Draft> batch) {
    List<Draft.Conversation> distinct = batch.stream().map(Draft::conversation).distinct().toList();
    return Tuple.tuple()
        .addArrayOfUUID(distinct.stream().map(each -> each.org().value()).toArray(UUID[]::new))
        .addArrayOfUUID(distinct.stream().map(each -> each.id().value()).toArray(UUID[]::new));
  }

  private static Tuple messages(List<Draft> batch, Instant now) {
    return Tuple.tuple()
        .addArrayOfUUID(uuids(batch, draft -> draft.author().org().value()))
        .addArrayOfUUID(uuids(batch, draft -> draft.conversationId().value()))
        .addArrayOfUUID(uuids(batch, draft -> draft.id().value()))
        .addArrayOfUUID(uuids(batch, draft -> draft.clientMessageId().value()))
        .addArrayOfUUID(uuids(batch, draft -> draft.author().sender().id().value()))
        .addArrayOfString(texts(batch, draft -> PgRows.column(draft.author().sender().kind())))
        .addArrayOfString(texts(batch, draft -> draft.author().sender().name()))
        .addArrayOfString(texts(batch, Draft::content))
        .addArrayOfString(texts(batch, draft -> Preview.of(draft.content())))
        .addOffsetDateTime(PgRows.column(now));
  }

  private static UUID[] uuids(List<Draft> batch, Function<Draft, UUID> value) {
    return batch.stream().map(value).toArray(UUID[]::new);
  }

  private static String[] texts(List<Draft> batch, Function<Draft, String> value) {
    return batch.stream().map(value).toArray(String[]::new);
  }

  private static <T> Future<T> asBusy(Throwable failure) {
    boolean busy =
        failure instanceof DatabaseException refused
            && LOCK_NOT_AVAILABLE.equals(refused.getSqlState());
    return Future.failedFuture(busy ? new ConversationBusy(failure) : failure);
  }

  @Override
  public Future<Outcome> appendWithoutId(Draft draft, Instant now) {
    Set<OrgId> org = Set.of(draft.author().org());
    return database
        .inOrgs(org, tx -> appendWithoutId(tx, draft, now))
        .recover(PgAppendStore::asBusy);
  }

  private static Future<Outcome> appendWithoutId(
      Database.Transaction tx, Draft draft, Instant now) {
    List<Draft> alone = List.of(draft);
    Future<?> locked =
        tx.query(AppendSql.LOCK_CONVERSATIONS, conversations(alone), Function.identity());
    Tuple parameters =
        Tuple.tuple()
            .addUUID(draft.author().org().value())
            .addUUID(draft.conversationId().value())
            .addUUID(draft.author().sender().id().value())
            .addString(draft.content())
            .addOffsetDateTime(PgRows.column(now));
    Future<List<Message>> recent = tx.query(AppendSql.FIND_RECENT, parameters, PgRows::message);
    return Future.all(locked, recent)
        .compose(
            done ->
                recent.result().isEmpty()
                    ? write(tx, alone, now).map(outcomes -> outcomes.get(0))
                    : Future.succeededFuture(
                        new Outcome.Stored(recent.result().get(0), true, null)));
  }
}
