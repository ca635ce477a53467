package dev.campfire.testkit;

import dev.campfire.host.database.EmbeddedPostgres;
import dev.campfire.host.database.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The PostgreSQL of this JVM's tests, started once: the server that {@code
 * CAMPFIRE_TEST_DATABASE_URL} names, else the embedded one, else, where that cannot run (it is
 * built for Linux on x86-64), a container. {@code -Dcampfire.test.postgres=docker} insists on the
 * container. Each test class gets a database of its own, copied from one with the schema in it.
 */
final class TestServer {
  private static final String TEMPLATE = "campfire_template_" + ProcessHandle.current().pid();
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static TestServer shared;

  /** {@code postgresql://owner@host:port}, without a database. */
  private final String server;

  private TestServer(String server) {
    this.server = server;
    execute("postgres", "create database " + TEMPLATE);
    new Migrations(server + "/" + TEMPLATE).migrate();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(TEMPLATE)));
  }

  static synchronized TestServer shared() {
    if (shared == null) {
      shared = new TestServer(start());
    }
    return shared;
  }

  private static String start() {
    String named = System.getenv("CAMPFIRE_TEST_DATABASE_URL");
    if (named != null) {
      URI uri = URI.create(named);
      return "postgresql://" + uri.getRawAuthority();
    }
    boolean embeddedRuns =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    boolean wantsDocker = "docker".equals(System.getProperty("campfire.test.postgres"));
    if (wantsDocker || (!embeddedRuns && DockerClientFactory.instance().isDockerAvailable())) {
      return startContainer();
    }
    return startEmbedded();
  }

  private static String startEmbedded() {
    try {
      Path folder = Files.createTempDirectory("campfire-test");
      Path programs =
          Path.of(
              System.getProperty("java.io.tmpdir"),
              "campfire-programs-" + System.getProperty("user.name"));
      EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, programs);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    postgres.close();
                    delete(folder);
                  }));
      return postgres.ownerUrl().replaceAll("/campfire$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The image may be a local one: {@code -Dcampfire.test.postgres.image=…}. */
  private static String startContainer() {
    String image = System.getProperty("campfire.test.postgres.image", "postgres:15");
    @SuppressWarnings("resource") // Testcontainers ends it with the JVM.
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withNetworkMode("host")
            .withImagePullPolicy(name -> !Boolean.getBoolean("campfire.test.postgres.local"))
            .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
            .waitingFor(
                Wait.forLogMessage(".*database system is ready to accept connections.*", 1));
    container.start();
    return "postgresql://postgres@127.0.0.1:"
        + System.getProperty("campfire.test.postgres.port", "5432");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException leftToTheSystem) {
      // A temporary folder.
    }
  }

  /**
   * @return the owner's URL of a new database with the schema in it
   */
  String newDatabase() {
    String name =
        "campfire_test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    execute("postgres", "create database " + name + " template " + TEMPLATE);
    return server + "/" + name;
  }

  void drop(String name) {
    try {
      execute("postgres", "drop database if exists " + name + " with (force)");
    } catch (IllegalStateException serverHasGone) {
      // It went with its data.
    }
  }

  private void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(jdbc(server + "/" + database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** pgjdbc takes the login as parameters, not before the host. */
  static String jdbc(String url) {
    URI uri = URI.create(url);
    String[] login = uri.getUserInfo().split(":", 2);
    String password = login.length == 2 ? "&password=" + login[1] : "";
    return "jdbc:postgresql://"
        + uri.getHost()
        + ":"
        + uri.getPort()
        + uri.getPath()
        + "?user="
        + login[0]
        + password;
  }
}
