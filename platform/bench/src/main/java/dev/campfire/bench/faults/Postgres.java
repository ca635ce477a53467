package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The run's own PostgreSQL, on the data and with the programs of an embedded one. */
final class Postgres {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private final Path log;
  private Child server;

  /**
   * @param folder that a node with an embedded database has made and left
   */
  Postgres(Path folder, int port, Path log) {
    this.folder = folder;
    this.port = port;
    this.log = log;
  }

  void start() {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses root; in a namespace of its own it is nobody.
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program().toString(),
            "-D",
            folder.resolve("postgres").toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "full_page_writes=on",
            "-c",
            "max_connections=100",
            "-c",
            "timezone=UTC",
            // By which the checker knows whether an acknowledgement came too early.
            "-c",
            "track_commit_timestamp=on"));
    server = Child.start(command, Map.of(), log);
    Until.holds("PostgreSQL accepts connections", PATIENCE, this::isOurs);
  }

  private Path program() {
    try (Stream<Path> files = Files.walk(folder.resolve("programs"))) {
      return files
          .filter(file -> file.endsWith(Path.of("bin", "postgres")))
          .findFirst()
          .orElseThrow(() -> new RunFailure("There is no postgres in " + folder + ".", null));
    } catch (IOException e) {
      throw new RunFailure("The programs in " + folder + " cannot be read.", e);
    }
  }

  /** A port may be somebody else's: nothing is asked of a server on another folder. */
  private boolean isOurs() {
    try (Connection connection = connect();
        ResultSet answer = connection.createStatement().executeQuery("show data_directory")) {
      return answer.next()
          && Files.isSameFile(Path.of(answer.getString(1)), folder.resolve("postgres"));
    } catch (SQLException | IOException notYet) {
      return false;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/campfire?connectTimeout=2&socketTimeout=30",
        "postgres",
        null);
  }

  /** Each statement in a transaction of its own, as the superuser. */
  void execute(List<String> statements) {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new RunFailure("The database refused it: " + e.getMessage() + ".", e);
    }
  }

  boolean answers() {
    return isOurs();
  }

  int port() {
    return port;
  }

  void kill() {
    server.kill();
    server.awaitEnd(PATIENCE);
  }

  void freeze() {
    server.freeze();
  }

  void thaw() {
    server.thaw();
  }

  void stop() {
    if (server != null && server.isAlive()) {
      server.ask();
      if (server.awaitEnd(Duration.ofSeconds(10)) < 0) {
        server.kill();
      }
    }
  }

  /** All messages of the conversations, past row-level security. */
  List<Stored> messages(List<UUID> conversations) {
    return query(
        """
        select m.org_id, c.org_id as conv_org, m.conversation_id, m.seq, m.id, m.client_message_id,
          m.content, extract(epoch from pg_xact_commit_timestamp(m.xmin)) * 1000 as committed
        from campfire.messages m join campfire.conversations c on c.id = m.conversation_id
        where m.conversation_id = any(?)""",
        conversations,
        row ->
            new Stored(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getLong(4),
                row.getObject(5, UUID.class),
                row.getObject(6, UUID.class),
                Entry.markOf(row.getString(7)),
                row.getDouble(8)));
  }

  /** How far readers have got, by {@code conversation:reader}. */
  Map<String, Long> receipts(List<UUID> conversations) {
    Map<String, Long> receipts = new HashMap<>();
    query(
        "select conversation_id || ':' || reader_id, read_seq from campfire.receipts"
            + " where conversation_id = any(?)",
        conversations,
        row -> receipts.put(row.getString(1), row.getLong(2)));
    return receipts;
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, List<UUID> conversations, Reader<T> reader) {
    List<T> rows = new ArrayList<>();
    try (Connection connection = connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(reader.read(found));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new RunFailure("The database cannot be read: " + e.getMessage() + ".", e);
    }
  }
}
