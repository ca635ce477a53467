package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schema up to date, over JDBC, as its owner: in a process of its own, which ends with
 * it ({@link MigrationProcess}). Blocks: for the main thread.
 */
public final class Migrations {
  static final String SCHEMA = "campfire";

  private final String jdbcUrl;
  private final Properties login;
  private final String shown;

  /**
   * @param url {@code postgresql://user:password@host:port/database}
   */
  public Migrations(String url) {
    this.shown = DatabaseConfig.withoutPassword(url);
    this.login = new Properties();
    this.jdbcUrl = jdbc(url, login);
  }

  private static String jdbc(String url, Properties login) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!(scheme.equals("postgresql") || scheme.equals("postgres"))
        || uri.getHost() == null
        || uri.getPath().length() < 2) {
      throw malformed();
    }
    if (uri.getUserInfo() != null) {
      String[] parts = uri.getUserInfo().split(":", 2);
      login.setProperty("user", parts[0]);
      if (parts.length == 2) {
        login.setProperty("password", parts[1]);
      }
    }
    login.setProperty("connectTimeout", "5");
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
    return "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getPath() + query;
  }

  private static StartFailure malformed() {
    return new StartFailure(
        "The database URL must read postgresql://user:password@host:port/database"
            + " (database.url, CAMPFIRE_DATABASE_URL).");
  }

  /** Applies what is missing; fails if this login may not. */
  public int migrate() {
    try {
      Flyway flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(jdbcUrl, login.getProperty("user"), login.getProperty("password"))
              .schemas(SCHEMA)
              .defaultSchema(SCHEMA)
              .locations("classpath:db/migration")
              .validateMigrationNaming(true)
              .connectRetries(0)
              .load();
      int applied = flyway.migrate().migrationsExecuted;
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        // Whoever runs without the owner's login must be able to see how far the schema is.
        statement.execute(
            "grant select on campfire.flyway_schema_history to campfire_installation");
      }
      return applied;
    } catch (FlywayException | SQLException e) {
      throw new StartFailure("The migrations failed at " + shown + ": " + firstLine(e) + ".", e);
    }
  }

  /** Runs a script as the owner; for the demo's rows. */
  public void run(String script) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = " + SCHEMA);
      statement.execute(script);
    } catch (SQLException e) {
      throw new StartFailure("The script failed at " + shown + ": " + firstLine(e) + ".", e);
    }
  }

  /** A connection of this login, for the main thread. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, login);
  }

  /** Where the database is, without its password: for people. */
  String shown() {
    return shown;
  }

  static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
