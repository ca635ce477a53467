package dev.campfire.host.database;

import dev.campfire.host.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own under a data folder: unpacked from a Maven artifact, on a free port
 * of the loopback interface, with durable commits. Blocks: for the main thread.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FileChannel lockFile;
  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(
      FileChannel lockFile, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.lockFile = lockFile;
    this.server = server;
  }

  /**
   * Starts the server on what the folder holds, or on a new database.
   *
   * @param folder owned by this process while it runs; a second process is refused
   */
  public static EmbeddedPostgres start(Path folder) {
    return start(folder, folder.resolve("programs"));
  }

  /**
   * @param programs where PostgreSQL's programs are unpacked; several servers may share it
   */
  public static EmbeddedPostgres start(Path folder, Path programs) {
    FileChannel lockFile = lock(folder);
    try {
      Path data = folder.resolve("postgres");
      replaceLeftBehind(data);
      return new EmbeddedPostgres(lockFile, startServer(folder, data, programs));
    } catch (IOException | IllegalStateException | UncheckedIOException e) {
      release(lockFile);
      throw new StartFailure(
          "The embedded PostgreSQL in "
              + folder
              + " does not start: "
              + e.getMessage()
              + ". Choose another folder with --data, or name a server of yours in"
              + " CAMPFIRE_DATABASE_URL.",
          e);
    }
  }

  /**
   * The login of the running system at the server that another process runs on the folder.
   *
   * @return null if none does
   */
  public static String runningUrl(Path folder) {
    Path pidFile = folder.resolve("postgres").resolve("postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(pidFile);
      boolean runs =
          lines.size() > 3
              && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                  .filter(process -> servesFolder(process, pidFile.getParent()))
                  .isPresent();
      return runs ? url(Integer.parseInt(lines.get(3).strip())) : null;
    } catch (IOException | NumberFormatException notRunning) {
      return null;
    }
  }

  /** The kernel lets go of the lock when the process dies, however it dies. */
  private static FileChannel lock(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException heldByThisProcess) {
        lock = null;
      }
      if (lock == null) {
        channel.close();
        throw new StartFailure(
            "The folder "
                + folder
                + " is in use by another Campfire: stop it, or choose another with --data.");
      }
      return channel;
    } catch (IOException e) {
      throw new StartFailure(
          "The folder "
              + folder
              + " cannot be written: choose another with --data, or mend its permissions.",
          e);
    }
  }

  private static void release(FileChannel lockFile) {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOGGER.atWarn().setCause(e).log("The lock of the data folder was not released");
    }
  }

  /**
   * A killed process leaves its server running. Nobody else holds the folder (we have the lock), so
   * it is ours to end; PostgreSQL then recovers what was committed.
   */
  private static void replaceLeftBehind(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> leftBehind =
        lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    if (leftBehind.isPresent() && servesFolder(leftBehind.get(), data)) {
      LOGGER
          .atInfo()
          .addKeyValue("pid", leftBehind.get().pid())
          .log("Replacing the database server that a killed process left behind");
      stop(leftBehind.get());
    } else {
      // The number may belong to somebody else's process by now; PostgreSQL would refuse to start.
      Files.delete(pidFile);
    }
  }

  private static boolean servesFolder(ProcessHandle process, Path data) {
    try {
      Path link = Path.of("/proc", String.valueOf(process.pid()), "cwd");
      return Files.isSameFile(link, data);
    } catch (IOException notOursOrGone) {
      return false;
    }
  }

  /** SIGINT is PostgreSQL's fast shutdown: it does not wait for clients that are no more. */
  private static void stop(ProcessHandle server) throws IOException {
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(server.pid())).start().waitFor();
      server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "the server with process id " + server.pid() + " of an earlier run does not stop", e);
    }
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres startServer(
      Path folder, Path data, Path programs) throws IOException {
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setOverrideWorkingDirectory(programs.toFile())
        // We close it ourselves, after the verticles: a hook of its own would run beside ours.
        .setRegisterShutdownHook(false)
        .setPGStartupWait(PATIENCE)
        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(logFile(folder)))
        .setLocaleConfig("locale", "C.UTF-8")
        // The library turns the first two off; PgDatabase.verify asserts that they are on.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "''")
        .setServerConfig("max_connections", "100")
        .setServerConfig("timezone", "UTC")
        .start();
  }

  private static File logFile(Path folder) {
    return folder.resolve("postgres.log").toFile();
  }

  /** Makes the database, unless it is there. */
  static void createDatabase(String ownerUrl) {
    Migrations server = new Migrations(ownerUrl.replaceAll("/campfire$", "/postgres"));
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      try (var found =
          statement.executeQuery("select 1 from pg_database where datname = 'campfire'")) {
        if (!found.next()) {
          statement.execute("create database campfire");
        }
      }
    } catch (SQLException e) {
      throw new StartFailure(
          "The embedded database cannot be made: " + Migrations.firstLine(e) + ".", e);
    }
  }

  /**
   * The running system's login to the server of a folder that another process of ours runs.
   *
   * @return empty if nobody does
   */
  public static Optional<String> urlOfRunning(Path folder) {
    Path lockPath = folder.resolve("lock");
    if (!Files.exists(lockPath)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        return Optional.empty();
      }
      // PostgreSQL's own file: its fourth line is the port.
      List<String> lines = Files.readAllLines(folder.resolve("postgres/postmaster.pid"));
      return Optional.of(url(Integer.parseInt(lines.get(3).strip())));
    } catch (IOException | RuntimeException e) {
      throw new StartFailure(
          "The folder " + folder + " is in use, and its database is not up: try again.", e);
    }
  }

  /** The login of the running system. */
  public String url() {
    return url(server.getPort());
  }

  private static String url(int port) {
    return "postgresql://campfire@127.0.0.1:" + port + "/campfire";
  }

  /** The owner's login, for migrations. */
  public String ownerUrl() {
    return "postgresql://postgres@127.0.0.1:" + server.getPort() + "/campfire";
  }

  /**
   * The running system's login, which owns nothing and may become our three roles. Made after the
   * migrations, which make the roles.
   */
  static void createLogin(Migrations owner) {
    owner.run(
        """
        do $$ begin
          if not exists (select 1 from pg_catalog.pg_roles where rolname = 'campfire') then
            create role campfire login noinherit nosuperuser nobypassrls;
          end if;
          grant campfire_app, campfire_writer, campfire_installation to campfire;
        end $$""");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOGGER.atWarn().setCause(e).log("The embedded database did not stop cleanly");
    } finally {
      release(lockFile);
    }
  }
}
