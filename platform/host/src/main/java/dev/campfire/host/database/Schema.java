package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far the schema of a database is, as the login of the running system may see it. Blocks: for
 * the main thread.
 *
 * @param applied versions, the oldest first; none where there is no schema yet
 * @param mayMigrate whether this login owns the schema, or may make it
 */
record Schema(NavigableSet<String> applied, boolean mayMigrate) {
  /** PostgreSQL appendix A: no such login, database, schema, table or role. */
  private static final Set<String> NOT_THERE_YET =
      Set.of("28000", "3D000", "3F000", "42P01", "22023");

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  /**
   * Looks.
   *
   * @param url of the running system's login
   * @throws StartFailure if the database cannot be used
   */
  static Schema look(String url) {
    Migrations login = new Migrations(url);
    try (Connection connection = login.connect()) {
      boolean mayMigrate = mayMigrate(connection);
      return new Schema(applied(connection, mayMigrate), mayMigrate);
    } catch (SQLException e) {
      throw new StartFailure(
          "The database at " + login.shown() + " cannot be used: " + Migrations.firstLine(e) + ".",
          e);
    }
  }

  /** The same for a server of our own, whose database and login may not have been made yet. */
  static Schema lookAtEmbedded(String url) {
    try {
      return look(url);
    } catch (StartFailure e) {
      if (e.getCause() instanceof SQLException cause
          && NOT_THERE_YET.contains(cause.getSQLState())) {
        return new Schema(new TreeSet<>(), false);
      }
      throw e;
    }
  }

  private static boolean mayMigrate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                """
                select r.rolsuper or (r.rolcreaterole and coalesce(
                  (select pg_has_role(n.nspowner, 'usage')
                    from pg_catalog.pg_namespace n where n.nspname = 'campfire'),
                  has_database_privilege(current_database(), 'create')))
                from pg_catalog.pg_roles r where r.rolname = current_user""")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private static NavigableSet<String> applied(Connection connection, boolean mayMigrate)
      throws SQLException {
    NavigableSet<String> versions = new TreeSet<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set role campfire_installation");
      try (ResultSet rows =
          statement.executeQuery(
              "select version from campfire.flyway_schema_history"
                  + " where success and version is not null")) {
        while (rows.next()) {
          versions.add(rows.getString(1));
        }
      }
      return versions;
    } catch (SQLException e) {
      // The owner can mend it by migrating, which grants what is missing.
      boolean owner = mayMigrate && INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
      if (owner || NOT_THERE_YET.contains(e.getSQLState())) {
        return versions;
      }
      throw e;
    }
  }

  /** Whether a migration of this version has not been applied. */
  boolean isBehind() {
    return !applied.containsAll(KnownSchema.versions());
  }

  /**
   * Versions after ours have been at work here; ours does not know what they rely on.
   *
   * @throws StartFailure that says so
   */
  void requireNotNewer() {
    if (!applied.isEmpty() && applied.last().compareTo(KnownSchema.newest()) > 0) {
      throw new StartFailure(
          "The database schema has migration "
              + applied.last()
              + ", which this version does not know: start the newer version, or set"
              + " database.acceptNewerSchema to go back to this one.");
    }
  }

  /**
   * @throws StartFailure that says who may bring the schema up to date, unless this login does
   */
  void requireMayMigrate() {
    if (!mayMigrate) {
      throw new StartFailure(
          "The database schema is older than this version and the login may not change it:"
              + " run ./campfire migrate with the owner's login in database.migrationUrl"
              + " (CAMPFIRE_DATABASE_MIGRATION_URL).");
    }
  }
}
