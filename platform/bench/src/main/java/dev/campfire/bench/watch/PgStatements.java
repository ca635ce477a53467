package dev.campfire.bench.watch;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.fill.PgTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each statement of the server's has run, as {@code pg_stat_statements} has counted.
 *
 * @param calls by the statement's text
 */
public record PgStatements(Map<String, Long> calls) {
  /** What begins and ends a transaction, and says whose it is, asks for nothing. */
  private static final String OF_THE_SERVER =
      """
      select s.query, sum(s.calls)::bigint from pg_stat_statements s
      where s.dbid = (select oid from pg_database where datname = current_database())
        and s.userid in (select oid from pg_roles where rolname like 'campfire_%')
        and s.query !~* '^\\s*(begin|commit|rollback|set|select set_config)'
      group by s.query""";

  /** Reads one row after the other. */
  public interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Fails with {@link RefusedSettings} where the extension is missing. */
  public static PgStatements read(PgTarget database) {
    return ask(
        database,
        OF_THE_SERVER,
        rows -> {
          Map<String, Long> calls = new HashMap<>();
          while (rows.next()) {
            calls.put(rows.getString(1), rows.getLong(2));
          }
          return new PgStatements(calls);
        });
  }

  /**
   * Asks the extension; fails with {@link RefusedSettings} where it is missing.
   *
   * @param question about {@code pg_stat_statements}
   */
  public static <T> T ask(PgTarget database, String question, Reader<T> reader) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      return reader.read(rows);
    } catch (SQLException e) {
      if ("42P01".equals(e.getSQLState()) || "55000".equals(e.getSQLState())) {
        throw new RefusedSettings(
            database
                + " does not count: start it with shared_preload_libraries = pg_stat_statements,"
                + " and `create extension pg_stat_statements` in the database.");
      }
      throw new RunFailure("The counters of " + database + " cannot be read: " + e.getMessage(), e);
    }
  }

  public PgStatements since(PgStatements before) {
    Map<String, Long> since = new HashMap<>();
    calls.forEach(
        (query, count) -> {
          long more = count - before.calls.getOrDefault(query, 0L);
          if (more > 0) {
            since.put(query, more);
          }
        });
    return new PgStatements(since);
  }

  public long total() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent ones, as sentences. */
  public List<String> most(int count) {
    return calls.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(count)
        .map(each -> "%,d times: %s".formatted(each.getValue(), line(each.getKey())))
        .toList();
  }

  private static String line(String query) {
    String line = query.strip().replaceAll("\\s+", " ");
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }
}
