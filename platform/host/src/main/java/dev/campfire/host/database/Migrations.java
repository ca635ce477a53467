package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the schema up to date, over JDBC, as its owner. Blocks: for the main thread. */
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

  /**
   * Applies what is missing if this login may; else only checks that nothing is.
   *
   * @param acceptNewer whether a schema that is newer than this version is let pass
   * @return how many files were applied
   */
  public int bringUpToDate(boolean acceptNewer) {
    try (Connection connection = connect()) {
      boolean mayMigrate = mayMigrate(connection);
      if (!acceptNewer) {
        checkNotNewer(mayMigrate);
      }
      return mayMigrate ? migrate() : checkNothingMissing(connection);
    } catch (SQLException e) {
      throw new StartFailure(
          "The database at " + shown + " cannot be used: " + firstLine(e) + ".", e);
    }
  }

  /** Versions after ours have been at work here; ours does not know what they rely on. */
  private void checkNotNewer(boolean asOwner) {
    FluentConfiguration configuration = asOwner ? configure() : configureAsRunning();
    MigrationInfo[] applied;
    try {
      applied = configuration.load().info().applied();
    } catch (FlywayException noSchemaYet) {
      return;
    }
    for (MigrationInfo migration : applied) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
        throw new StartFailure(
            "The database schema has migration "
                + migration.getVersion()
                + ", which this version does not know: start the newer version, or set"
                + " database.acceptNewerSchema to go back to this one.");
      }
    }
  }

  /** Applies what is missing; fails if this login may not. */
  public int migrate() {
    try {
      Flyway flyway = configure().load();
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

  private FluentConfiguration configure() {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(jdbcUrl, login.getProperty("user"), login.getProperty("password"))
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .locations("classpath:db/migration")
        .validateMigrationNaming(true)
        .connectRetries(0);
  }

  /** As the role of the running system that may see how far the schema is. */
  private FluentConfiguration configureAsRunning() {
    String url = jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?");
    return configure()
        .dataSource(
            url + "options=-c%20role%3Dcampfire_installation",
            login.getProperty("user"),
            login.getProperty("password"));
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

  private static boolean mayMigrate(Connection connection) throws SQLException {
    return ask(
        connection,
        """
        select r.rolsuper or (r.rolcreaterole and coalesce(
          (select pg_has_role(n.nspowner, 'usage')
            from pg_catalog.pg_namespace n where n.nspname = 'campfire'),
          has_database_privilege(current_database(), 'create')))
        from pg_catalog.pg_roles r where r.rolname = current_user""");
  }

  /** The running system may see how far the schema is, as campfire_installation, and no more. */
  private int checkNothingMissing(Connection connection) throws SQLException {
    boolean exists = ask(connection, "select to_regnamespace('campfire') is not null");
    if (!exists || isBehind()) {
      throw new StartFailure(
          "The database schema is older than this version and the login may not change it:"
              + " run ./campfire migrate with the owner's login in database.migrationUrl"
              + " (CAMPFIRE_DATABASE_MIGRATION_URL).");
    }
    return 0;
  }

  private boolean isBehind() {
    try {
      return configureAsRunning().load().info().pending().length > 0;
    } catch (FlywayException e) {
      throw new StartFailure(
          "The login at " + shown + " may not become campfire_installation: " + firstLine(e) + ".",
          e);
    }
  }

  private static boolean ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet answer = statement.executeQuery(question)) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).strip();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
