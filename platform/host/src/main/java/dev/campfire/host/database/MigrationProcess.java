package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done as the owner of the schema, in a process that ends with it: so the process that
 * serves never opens the owner's login, and holds none of Flyway's classes (ADR-0030). Blocks: for
 * the main thread.
 */
public final class MigrationProcess {
  private static final Logger LOGGER = LoggerFactory.getLogger(MigrationProcess.class);

  /** In the environment of the child, whose own arguments everybody may read. */
  private static final String URL = "CAMPFIRE_DATABASE_MIGRATION_URL";

  private static final String EMBEDDED = "embedded";
  private static final String DEMO = "demo";

  private MigrationProcess() {}

  /**
   * Brings a database of the operator's up to date if its login may; else only checks that nothing
   * is missing.
   *
   * @param url of the running system
   * @param acceptNewer whether a schema that is newer than this version is let pass
   * @param demo whether the demo's rows are made
   * @return whether something was missing
   */
  public static boolean prepare(String url, boolean acceptNewer, boolean demo) {
    Schema schema = Schema.look(url);
    if (!acceptNewer) {
      schema.requireNotNewer();
    }
    if (schema.isBehind()) {
      schema.requireMayMigrate();
    }
    if (schema.mayMigrate()) {
      LOGGER
          .atWarn()
          .log(
              "The login in database.url may change the schema: give the nodes one that owns"
                  + " nothing, and the owner's to `migrate` alone");
    }
    if (schema.isBehind() || demo) {
      run(url, demo ? List.of(DEMO) : List.of());
    }
    return schema.isBehind();
  }

  /** The same for a server of our own, whose database and login are made with the schema. */
  public static boolean prepare(EmbeddedPostgres server, boolean acceptNewer, boolean demo) {
    Schema schema = Schema.lookAtEmbedded(server.url());
    if (!acceptNewer) {
      schema.requireNotNewer();
    }
    if (schema.isBehind() || (demo && !hasDemo(server.url()))) {
      run(server.ownerUrl(), demo ? List.of(EMBEDDED, DEMO) : List.of(EMBEDDED));
    }
    return schema.isBehind();
  }

  /** All of the demo's rows are one transaction's, so its first organisation stands for them. */
  private static boolean hasDemo(String url) {
    try (Connection connection = new Migrations(url).connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set role campfire_app");
      statement.execute("set campfire.org_id = '01930000-0000-7000-8000-000000000001'");
      try (ResultSet found = statement.executeQuery("select 1 from campfire.organizations")) {
        return found.next();
      }
    } catch (SQLException e) {
      throw new StartFailure(
          "The embedded database cannot be used: " + Migrations.firstLine(e) + ".", e);
    }
  }

  private static void run(String ownerUrl, List<String> work) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for a second or two: what makes a long life quick only makes this one longer.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(MigrationProcess.class.getName());
    command.addAll(work);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(URL, ownerUrl);
    try {
      Process child = builder.start();
      child.getOutputStream().close();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (child.waitFor() != 0) {
        throw new StartFailure(
            said.isBlank() ? "The schema could not be brought up to date." : said.strip());
      }
    } catch (IOException e) {
      throw new StartFailure(
          "The process that brings the schema up to date does not start: " + e.getMessage() + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while starting.");
    }
  }

  /**
   * The child. What the operator can mend is said on standard output, and ends it with status 1.
   *
   * @param work any of {@code embedded}, {@code demo}
   */
  public static void main(String[] work) {
    try {
      carryOut(System.getenv(URL), List.of(work));
    } catch (StartFailure told) {
      System.out.println(told.getMessage());
      System.exit(1);
    }
  }

  private static void carryOut(String ownerUrl, List<String> work) {
    if (work.contains(EMBEDDED)) {
      EmbeddedPostgres.createDatabase(ownerUrl);
    }
    Migrations migrations = new Migrations(ownerUrl);
    migrations.migrate();
    if (work.contains(EMBEDDED)) {
      EmbeddedPostgres.createLogin(migrations);
    }
    if (work.contains(DEMO)) {
      migrations.run(demoRows());
    }
  }

  private static String demoRows() {
    try (InputStream in = MigrationProcess.class.getResourceAsStream("/demo/demo.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
