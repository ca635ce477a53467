package dev.campfire.bench.watch;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.report.Environment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What a PostgreSQL tells of itself. */
final class DatabaseFacts {
  private static final String SETTINGS =
      """
      select name, current_setting(name) from pg_settings
      where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method',
        'wal_compression', 'shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'commit_delay',
        'max_connections', 'autovacuum', 'jit', 'server_version')""";

  private DatabaseFacts() {}

  static Environment.Database of(PgTarget database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SETTINGS)) {
      Map<String, String> settings = new TreeMap<>();
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
      return new Environment.Database("PostgreSQL " + settings.remove("server_version"), settings);
    } catch (SQLException e) {
      throw new RunFailure("The settings of " + database + " cannot be read: " + e.getMessage(), e);
    }
  }
}
