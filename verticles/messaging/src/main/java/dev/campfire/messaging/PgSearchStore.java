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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
              List<Progress> due = new ArrayList<>();
              for (Progress each : found) {
                if (due.size() < MOST_INDEXED) {
                  taken.add(each);
                  if (each.isDue(quietSince)) {
                    due.add(each);
                  }
                }
              }
              boolean isLast = found.size() < PAGE && taken.size() == found.size();
              return (due.isEmpty() ? Future.succeededFuture(true) : index(tx, due))
                  .compose(all -> all ? advance(tx, taken, isLast, quietSince) : again(from));
            });
  }

  private static Future<ListCursor> again(ListCursor from) {
    return Future.succeededFuture(from);
  }

  /**
   * @return whether all that the conversations say is in the index now
   */
  private static Future<Boolean> index(Database.Transaction tx, List<Progress> due) {
    for (Progress each : due) {
      if (each.indexed() > 0) {
        tx.query(
            SearchSql.FORGET_REWRITTEN,
            Tuple.of(each.place().id().value(), each.indexed()),
            Function.identity());
      }
    }
    UUID[] ids = due.stream().map(each -> each.place().id().value()).toArray(UUID[]::new);
    return tx.query(
            SearchSql.NEXT_TEXTS,
            Tuple.tuple().addArrayOfUUID(ids).addInteger(STRETCH),
            Function.identity())
        .compose(rows -> add(tx, rows));
  }

  private static Future<Boolean> add(Database.Transaction tx, List<Row> rows) {
    Map<UUID, List<Row>> byConversation =
        rows.stream().collect(Collectors.groupingBy(row -> row.getUUID("id")));
    List<Stretch> stretches = byConversation.values().stream().map(Stretch::of).toList();
    List<Stretch> fresh = stretches.stream().filter(each -> each.upto() > each.after()).toList();
    boolean all = stretches.stream().allMatch(Stretch::isLast);
    if (fresh.isEmpty()) {
      return Future.succeededFuture(all);
    }
    return tx.query(SearchSql.ADD_ENTRIES, entries(fresh), Function.identity()).map(added -> all);
  }

  private static Tuple entries(List<Stretch> stretches) {
    List<Integer> grams = new ArrayList<>();
    Integer[] first = new Integer[stretches.size()];
    Integer[] last = new Integer[stretches.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = grams.size() + 1;
      grams.addAll(List.of(stretches.get(i).grams()));
      last[i] = grams.size();
    }
    return Tuple.tuple()
        .addArrayOfUUID(stretches.stream().map(Stretch::org).toArray(UUID[]::new))
        .addArrayOfUUID(stretches.stream().map(Stretch::conversation).toArray(UUID[]::new))
        .addArrayOfLong(stretches.stream().map(Stretch::after).toArray(Long[]::new))
        .addArrayOfLong(stretches.stream().map(Stretch::upto).toArray(Long[]::new))
        .addArrayOfInteger(first)
        .addArrayOfInteger(last)
        .addArrayOfInteger(grams.toArray(Integer[]::new));
  }

  /**
   * What a conversation says behind what is in the index, or the first part of it.
   *
   * @param isLast whether it is all
   */
  private record Stretch(
      UUID org, UUID conversation, long after, long upto, boolean isLast, Integer[] grams) {

    static Stretch of(List<Row> rows) {
      Row first = rows.get(0);
      boolean isLast = rows.size() < STRETCH;
      long head = first.getLong("head");
      return new Stretch(
          first.getUUID("org_id"),
          first.getUUID("id"),
          first.getLong("indexed"),
          isLast ? head : rows.get(rows.size() - 1).getLong("change_seq"),
          isLast,
          Grams.of(texts(rows)));
    }

    private static List<String> texts(List<Row> rows) {
      return Stream.concat(
              Stream.of(rows.get(0)).map(row -> row.getString("subject")),
              rows.stream().map(row -> row.getString("content")))
          .filter(Objects::nonNull)
          .toList();
    }
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
