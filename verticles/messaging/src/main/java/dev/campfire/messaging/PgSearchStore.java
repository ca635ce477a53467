package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The index in PostgreSQL. One transaction does a bounded piece of work. */
final class PgSearchStore implements SearchStore {
  private static final int PAGE = 200;

  /** Conversations of one transaction that are indexed, and messages of each. */
  private static final int MOST_INDEXED = 20;

  private static final int STRETCH = 100;
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final Database database;

  PgSearchStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<List<OrgId>> orgsToIndex() {
    return database.inNoOrg(
        SearchSql.ORGS_TO_INDEX, Tuple.tuple(), row -> new OrgId(row.getUUID("org_id")));
  }

  @Override
  public Future<ListCursor> indexNext(OrgId org, ListCursor from, Instant quietSince) {
    return database.inOrg(
        org,
        tx -> {
          tx.query(SearchSql.BEGIN_PROGRESS, Tuple.of(org.value()), Function.identity());
          return tx.query(
                  SearchSql.LOCK_PROGRESS,
                  Tuple.tuple(),
                  row -> row.getOffsetDateTime("indexed_until").toInstant())
              .compose(
                  progress ->
                      progress.isEmpty()
                          ? Future.succeededFuture()
                          : next(tx, start(from, progress.get(0)), quietSince));
        });
  }

  private static ListCursor start(ListCursor from, Instant progress) {
    return from != null ? from : new ListCursor(progress, new ConversationId(LAST_ID));
  }

  /** A conversation, and how far it and the index have come. */
  private record Progress(ListCursor place, long head, long indexed) {

    static Progress of(Row row) {
      return new Progress(
          new ListCursor(
              row.getOffsetDateTime("updated_at").toInstant(),
              new ConversationId(row.getUUID("id"))),
          row.getLong("change_seq"),
          row.getLong("indexed"));
    }

    boolean isDue(Instant quietSince) {
      return indexed < head
          && (!place.updatedAt().isAfter(quietSince) || head - indexed >= STRETCH);
    }
  }

  private static Future<ListCursor> next(
      Database.Transaction tx, ListCursor from, Instant quietSince) {
    Tuple page = Tuple.of(PgRows.column(from.updatedAt()), from.id().value(), PAGE);
    return tx.query(SearchSql.PAGE, page, Progress::of)
        .compose(
            found -> {
              List<Progress> taken = new ArrayList<>();
              List<Future<Boolean>> indexed = new ArrayList<>();
              for (Progress each : found) {
                if (indexed.size() < MOST_INDEXED) {
                  taken.add(each);
                  if (each.isDue(quietSince)) {
                    indexed.add(index(tx, each));
                  }
                }
              }
              boolean isLast = found.size() < PAGE && taken.size() == found.size();
              return Future.all(indexed)
                  .map(done -> indexed.stream().allMatch(Future::result))
                  .compose(all -> all ? advance(tx, taken, isLast, quietSince) : again(from));
            });
  }

  private static Future<ListCursor> again(ListCursor from) {
    return Future.succeededFuture(from);
  }

  /**
   * @return whether all that the conversation says is in the index now
   */
  private static Future<Boolean> index(Database.Transaction tx, Progress conversation) {
    UUID id = conversation.place().id().value();
    tx.query(SearchSql.FORGET_REWRITTEN, Tuple.of(id, conversation.indexed()), Function.identity());
    return tx.query(SearchSql.NEXT_TEXTS, Tuple.of(id, STRETCH), Function.identity())
        .compose(rows -> add(tx, id, rows));
  }

  private static Future<Boolean> add(Database.Transaction tx, UUID id, List<Row> rows) {
    Row first = rows.get(0);
    Row last = rows.get(rows.size() - 1);
    boolean isAll = rows.size() < STRETCH;
    List<String> texts = new ArrayList<>();
    if (first.getString("subject") != null) {
      texts.add(first.getString("subject"));
    }
    rows.stream().map(row -> row.getString("content")).filter(t -> t != null).forEach(texts::add);
    long upto = isAll ? first.getLong("head") : last.getLong("change_seq");
    if (upto == first.getLong("indexed")) {
      return Future.succeededFuture(true);
    }
    Tuple entry =
        Tuple.tuple()
            .addUUID(first.getUUID("org_id"))
            .addUUID(id)
            .addLong(first.getLong("indexed"))
            .addLong(upto)
            .addArrayOfInteger(Grams.of(texts));
    return tx.query(SearchSql.ADD_ENTRY, entry, Function.identity()).map(added -> isAll);
  }

  /** Of those that changed at the same moment some may be on the next page, unless this is it. */
  private static Future<ListCursor> advance(
      Database.Transaction tx, List<Progress> taken, boolean isLast, Instant quietSince) {
    if (taken.isEmpty()) {
      return Future.succeededFuture();
    }
    ListCursor end = taken.get(taken.size() - 1).place();
    Instant reached = isLast ? end.updatedAt() : end.updatedAt().minus(1, ChronoUnit.MICROS);
    Instant until = reached.isBefore(quietSince) ? reached : quietSince;
    return tx.query(SearchSql.ADVANCE, Tuple.of(PgRows.column(until)), Function.identity())
        .map(advanced -> isLast ? null : end);
  }
}
