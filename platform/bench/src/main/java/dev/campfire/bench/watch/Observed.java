package dev.campfire.bench.watch;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.report.Environment;
import dev.campfire.bench.report.Machine;
import dev.campfire.bench.wire.Management;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Who is watched during a run.
 *
 * @param servers processes of this machine
 * @param postgres the process that all of PostgreSQL's come from; null if it is not on this machine
 * @param managements ports that tell of the servers; those that do not answer tell nothing
 * @param database for its version and settings, and for what is measured there; null if it is not
 *     known
 */
public record Observed(
    List<Long> servers, Long postgres, List<Management> managements, PgTarget database) {

  /** Nobody but the bench itself. */
  public static final Observed NOBODY = new Observed(List.of(), null, List.of(), null);

  public Observed {
    servers = List.copyOf(servers);
    managements = List.copyOf(managements);
  }

  /**
   * Looks for the processes behind the targets, as far as they are on this machine.
   *
   * @param targets of the run
   * @param managements of them
   * @param serverPids of them, where they are known; else who listens there is looked for
   * @param database null to look for it
   * @param data folder of a node with an embedded PostgreSQL; may be absent
   */
  public static Observed find(
      List<Target> targets,
      List<Management> managements,
      List<Long> serverPids,
      PgTarget database,
      Path data) {
    Sockets sockets = Sockets.now();
    Set<Long> servers = new LinkedHashSet<>(serverPids);
    if (serverPids.isEmpty()) {
      targets.stream()
          .filter(Target::isLoopback)
          .map(target -> sockets.listenerOn(target.port()))
          .flatMapToLong(OptionalLong::stream)
          .forEach(servers::add);
    }
    Long postgres = postgresOf(servers, sockets);
    return new Observed(
        new ArrayList<>(servers),
        postgres,
        managements,
        database == null ? embedded(data, postgres) : database);
  }

  /** The process named so that listens where a server talks to. */
  private static Long postgresOf(Set<Long> servers, Sockets sockets) {
    return servers.stream()
        .flatMap(server -> sockets.portsThatTalksTo(server).stream())
        .distinct()
        .map(sockets::listenerOn)
        .flatMapToLong(OptionalLong::stream)
        .filter(pid -> name(pid).equals("postgres"))
        .boxed()
        .findFirst()
        .orElse(null);
  }

  private static String name(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /** The folder's, if it is the one that the server uses: never somebody else's. */
  private static PgTarget embedded(Path data, Long postgres) {
    if (postgres == null) {
      return null;
    }
    try {
      String pid =
          Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid")).get(0).strip();
      return pid.equals(postgres.toString()) ? PgTarget.ofFolder(data) : null;
    } catch (IOException | RefusedSettings noneThere) {
      return null;
    }
  }

  /** What is known of it all. */
  public Environment environment() {
    return new Environment(
        Machine.here(),
        servers.stream().map(ServerFacts::of).toList(),
        database == null ? null : DatabaseFacts.of(database));
  }
}
