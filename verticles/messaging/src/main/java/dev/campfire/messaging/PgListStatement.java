package dev.campfire.messaging;

import io.vertx.sqlclient.Tuple;

/** A list's statement with just the conditions that are asked for, and its parameters. */
record PgListStatement(String sql, Tuple parameters) {

  static PgListStatement of(Reader reader, ConversationFilter filter) {
    Builder list = new Builder();
    if (reader.onlyOf() != null) {
      list.add(MessagingSql.LIST_OF_CONTACT, reader.onlyOf().value());
    }
    if (filter.status() != null) {
      list.add(MessagingSql.LIST_OF_STATUS, PgRows.column(filter.status()));
    }
    if (filter.assignee() != null) {
      list.add(MessagingSql.LIST_OF_ASSIGNEE, filter.assignee().value());
    }
    if (filter.unassigned()) {
      list.add(MessagingSql.LIST_UNASSIGNED);
    }
    if (filter.tag() != null) {
      list.add(MessagingSql.LIST_OF_TAG, filter.tag());
    }
    if (filter.channel() != null) {
      list.add(MessagingSql.LIST_OF_CHANNEL, PgRows.column(filter.channel()));
    }
    if (filter.words() != null) {
      list.add(
          reader.onlyOf() == null
              ? MessagingSql.LIST_WITH_WORDS_OR_CONTACT
              : MessagingSql.LIST_WITH_WORDS,
          pattern(filter.words()));
    }
    if (filter.before() != null) {
      list.add(
          MessagingSql.LIST_BEFORE,
          PgRows.column(filter.before().updatedAt()),
          filter.before().id().value());
    }
    list.add(MessagingSql.LIST_NEWEST_FIRST, filter.limit());
    return new PgListStatement(list.sql.toString(), list.parameters);
  }

  /** The words anywhere, with nothing in them that means something to {@code ilike}. */
  private static String pattern(String words) {
    return "%" + words.replaceAll("[\\\\%_]", "\\\\$0") + "%";
  }

  private static final class Builder {
    private final StringBuilder sql = new StringBuilder(MessagingSql.LIST);
    private final Tuple parameters = Tuple.tuple();

    void add(String condition, Object... values) {
      Object[] numbers = new Object[values.length];
      for (int i = 0; i < values.length; i++) {
        parameters.addValue(values[i]);
        numbers[i] = parameters.size();
      }
      sql.append('\n').append(condition.formatted(numbers));
    }
  }
}
