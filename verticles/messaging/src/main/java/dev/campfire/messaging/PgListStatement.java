package dev.campfire.messaging;

import io.vertx.sqlclient.Tuple;
import java.util.Arrays;

/** A list's statement with just the conditions that are asked for, and its parameters. */
record PgListStatement(String sql, Tuple parameters) {

  static PgListStatement of(Reader reader, ConversationFilter filter) {
    Builder list = new Builder();
    String sql =
        MessagingSql.LIST
            + conditions(list, reader, filter)
            + (filter.before() == null ? "" : before(list, filter.before()))
            + list.put(MessagingSql.LIST_NEWEST_FIRST, filter.limit());
    return new PgListStatement(sql, list.parameters);
  }

  /**
   * Looks at some conversations for words.
   *
   * @param folded the words as they are compared
   * @param byIndex whether at those that the index names, or else at all
   * @param before those that come after this one, in the order of the list
   */
  static PgListStatement ofSearch(
      Reader reader,
      ConversationFilter filter,
      String folded,
      boolean byIndex,
      ListCursor before,
      int limit) {
    Builder look = new Builder();
    int words = look.number(folded);
    int grams = look.number(Grams.wanted(folded));
    String conditions = conditions(look, reader, filter);
    String considered =
        byIndex
            ? SearchSql.CANDIDATES.formatted(
                grams,
                look.number(PgRows.column(before.updatedAt())),
                look.number(before.id().value()),
                look.number(limit))
            : SearchSql.NEWEST
                + conditions
                + before(look, before)
                + look.put(MessagingSql.LIST_NEWEST_FIRST, limit);
    String sql =
        SearchSql.LOOK.formatted(
            considered,
            words,
            reader.onlyOf() == null ? SearchSql.CONTACT_HOLDS.formatted(words) : "",
            grams,
            byIndex ? conditions : "");
    return new PgListStatement(sql, look.parameters);
  }

  private static String conditions(Builder list, Reader reader, ConversationFilter filter) {
    StringBuilder sql = new StringBuilder();
    if (reader.onlyOf() != null) {
      sql.append(list.put(MessagingSql.LIST_OF_CONTACT, reader.onlyOf().value()));
    }
    if (filter.status() != null) {
      sql.append(list.put(MessagingSql.LIST_OF_STATUS, PgRows.column(filter.status())));
    }
    if (filter.assignee() != null) {
      sql.append(list.put(MessagingSql.LIST_OF_ASSIGNEE, filter.assignee().value()));
    }
    if (filter.unassigned()) {
      sql.append(list.put(MessagingSql.LIST_UNASSIGNED));
    }
    if (filter.tag() != null) {
      sql.append(list.put(MessagingSql.LIST_OF_TAG, filter.tag()));
    }
    if (filter.channel() != null) {
      sql.append(list.put(MessagingSql.LIST_OF_CHANNEL, PgRows.column(filter.channel())));
    }
    return sql.toString();
  }

  private static String before(Builder list, ListCursor before) {
    return list.put(
        MessagingSql.LIST_BEFORE, PgRows.column(before.updatedAt()), before.id().value());
  }

  private static final class Builder {
    private final Tuple parameters = Tuple.tuple();

    /** A condition, on a line of its own, with the numbers of its parameters. */
    String put(String condition, Object... values) {
      return "\n" + condition.formatted(Arrays.stream(values).map(this::number).toArray());
    }

    int number(Object value) {
      parameters.addValue(value);
      return parameters.size();
    }
  }
}
