package dev.campfire.bench.fill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The indexes that a large fill does without and then builds anew, sorted: many times faster than
 * one entry at a time in random order. Inside the transaction, so a fill that breaks off leaves
 * them as they were. Those that a foreign key stands on stay.
 */
final class PgIndexes {
  static final List<String> TABLES =
      List.of("contacts", "conversations", "conversation_changes", "messages", "organizations");

  private static final String OURS =
      """
      select c.relname, coalesce(k.conname, '') as constraint_name, i.relname as index_name,
        coalesce('alter table campfire.' || quote_ident(c.relname) || ' add constraint '
          || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid),
          pg_get_indexdef(x.indexrelid)) as again
      from pg_index x
      join pg_class c on c.oid = x.indrelid
      join pg_class i on i.oid = x.indexrelid
      left join pg_constraint k on k.conindid = x.indexrelid and k.contype in ('p', 'u')
      where c.relnamespace = 'campfire'::regnamespace
        and c.relname in ('contacts', 'conversations', 'conversation_changes', 'messages')
        and not exists (
          select 1 from pg_constraint f where f.conindid = x.indexrelid and f.contype = 'f')
      order by c.relname, i.relname""";

  private final Connection connection;
  private final List<String> again;

  private PgIndexes(Connection connection, List<String> again) {
    this.connection = connection;
    this.again = again;
  }

  /** Drops them if the table will have more new rows than old ones; else they stay. */
  static PgIndexes setAside(Connection connection, long messages) throws SQLException {
    List<String> drops = new ArrayList<>();
    List<String> again = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet count =
          statement.executeQuery(
              "select reltuples from pg_class where oid = 'campfire.messages'::regclass")) {
        count.next();
        if (count.getDouble(1) > messages) {
          return new PgIndexes(connection, List.of());
        }
      }
      try (ResultSet index = statement.executeQuery(OURS)) {
        while (index.next()) {
          String table = "campfire." + index.getString(1);
          String constraint = index.getString(2);
          drops.add(
              constraint.isEmpty()
                  ? "drop index campfire." + index.getString(3)
                  : "alter table " + table + " drop constraint " + constraint);
          again.add(index.getString(4));
        }
      }
      for (String drop : drops) {
        statement.execute(drop);
      }
    }
    return new PgIndexes(connection, again);
  }

  void bringBack(Consumer<String> progress) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String index : again) {
        progress.accept("Indexing: " + index);
        statement.execute(index);
      }
    }
  }
}
