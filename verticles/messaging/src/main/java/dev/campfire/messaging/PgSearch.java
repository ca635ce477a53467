package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.spi.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Finds conversations that hold some words, the newest first, some at a time until the page is
 * full. It begins with the newest of all, since common words are there, and goes on with those that
 * the index names, since rare ones are nowhere else. Each is looked at as it stands: an edit, a
 * deletion and what came a moment ago count.
 */
final class PgSearch {
  /** Conversations that are looked at in one statement. */
  private static final int AT_A_TIME = 100;

  private static final ListCursor NEWEST =
      new ListCursor(Instant.parse("9999-12-31T00:00:00Z"), new ConversationId(new UUID(-1, -1)));

  private final Database.Transaction tx;
  private final Reader reader;
  private final ConversationFilter filter;
  private final List<UUID> found = new ArrayList<>();
  private String folded;

  private PgSearch(Database.Transaction tx, Reader reader, ConversationFilter filter) {
    this.tx = tx;
    this.reader = reader;
    this.filter = filter;
  }

  static Future<List<Conversation>> list(
      Database database, Reader reader, ConversationFilter filter) {
    return database.inOrg(reader.org(), tx -> new PgSearch(tx, reader, filter).find());
  }

  private Future<List<Conversation>> find() {
    return tx.query(SearchSql.FOLD, Tuple.of(filter.words()), row -> row.getString("folded"))
        .compose(
            words -> {
              folded = words.get(0);
              return look(false, filter.before() == null ? NEWEST : filter.before());
            })
        .compose(done -> read());
  }

  /** A conversation that was looked at. */
  private record Considered(ListCursor place, boolean matches) {
    static Considered of(Row row) {
      return new Considered(
          new ListCursor(
              row.getOffsetDateTime("updated_at").toInstant(),
              new ConversationId(row.getUUID("id"))),
          row.getBoolean("matches"));
    }
  }

  /** A contact's conversations are few, so all of them are looked at. */
  private Future<Void> look(boolean byIndex, ListCursor before) {
    PgListStatement statement =
        PgListStatement.ofSearch(reader, filter, folded, byIndex, before, AT_A_TIME);
    return tx.query(statement.sql(), statement.parameters(), Considered::of)
        .compose(
            considered -> {
              considered.stream()
                  .filter(Considered::matches)
                  .forEach(each -> found.add(each.place().id().value()));
              return found.size() >= filter.limit() || considered.size() < AT_A_TIME
                  ? Future.succeededFuture()
                  : look(reader.onlyOf() == null, considered.get(AT_A_TIME - 1).place());
            });
  }

  private Future<List<Conversation>> read() {
    UUID[] ids = found.stream().limit(filter.limit()).toArray(UUID[]::new);
    return tx.query(MessagingSql.FIND_ALL, Tuple.tuple().addArrayOfUUID(ids), PgRows::conversation)
        .map(
            conversations ->
                conversations.stream()
                    .sorted(
                        Comparator.comparing(Conversation::updatedAt)
                            .thenComparing(each -> each.id().value(), PgSearch::asDatabase)
                            .reversed())
                    .toList());
  }

  /** As PostgreSQL orders ids: byte by byte, without a sign. */
  private static int asDatabase(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
