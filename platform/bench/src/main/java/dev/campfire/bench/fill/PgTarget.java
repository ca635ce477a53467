package dev.campfire.bench.fill;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * A PostgreSQL of Campfire's, by its owner's login.
 *
 * @param url {@code postgresql://user:password@host:port/database}; never shown, for its password
 */
public record PgTarget(URI url) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int LINE_OF_PORT = 3;

  /** Fails with {@link RefusedSettings}. */
  public static PgTarget parse(String text) {
    try {
      URI url = URI.create(text);
      if (String.valueOf(url.getScheme()).matches("postgres(ql)?")
          && url.getHost() != null
          && url.getPath().length() > 1) {
        return new PgTarget(url);
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, without the text: it may hold a password.
    }
    throw new RefusedSettings(
        "--database must read postgresql://user:password@host:port/database.");
  }

  /** The embedded one of a node that runs on this folder; fails with {@link RefusedSettings}. */
  public static PgTarget ofFolder(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
      return parse("postgresql://postgres@127.0.0.1:" + lines.get(LINE_OF_PORT) + "/campfire");
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new RefusedSettings("No node runs on the folder " + data + ".");
    }
  }

  public boolean isLoopback() {
    return LOOPBACK.contains(url.getHost());
  }

  /** Fails with {@link RunFailure}. */
  public Connection connect() {
    Properties login = new Properties();
    if (url.getUserInfo() != null) {
      String[] parts = url.getUserInfo().split(":", 2);
      login.setProperty("user", parts[0]);
      if (parts.length == 2) {
        login.setProperty("password", parts[1]);
      }
    }
    int port = url.getPort() < 0 ? 5432 : url.getPort();
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://" + url.getHost() + ":" + port + url.getPath(), login);
    } catch (SQLException e) {
      throw new RunFailure("The database at " + this + " cannot be used: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return url.getHost() + ":" + url.getPort() + url.getPath();
  }
}
