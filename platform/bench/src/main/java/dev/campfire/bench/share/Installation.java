package dev.campfire.bench.share;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.faults.NodeProcess;
import dev.campfire.bench.load.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A node with a PostgreSQL of its own, and the demo in it. */
final class Installation implements AutoCloseable {
  static final List<String> PARTS =
      List.of("analytics", "identity", "messaging", "presence", "receipts", "bridge");

  /** Nobody could talk without. */
  static final Set<String> NEEDED = Set.of("identity", "messaging", "presence", "bridge");

  private static final String HERE = "127.0.0.1";

  /** One address plays many people; {@code conf/bench.yaml} says more. */
  private static final String LIMITS_LIFTED =
      """
      bridge:
        host: 127.0.0.1
        liftLimits: true
      """;

  private final Path folder;
  private final Path jar;
  private NodeProcess node;

  /**
   * @param folder of its own; empty
   */
  Installation(Path jar, Path folder) {
    this.jar = jar;
    this.folder = folder;
  }

  /**
   * Blocks until it serves.
   *
   * @param without the part that it does not run, or null
   */
  Installation start(String without) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("limits.yaml"), LIMITS_LIFTED);
    } catch (IOException e) {
      throw new RunFailure("The folder " + folder + " cannot be written.", e);
    }
    NodeProcess maker = node("maker", List.of("start", "--demo"), Map.of());
    maker.start();
    try {
      maker.awaitReady();
    } finally {
      maker.stop();
    }
    List<String> run = new ArrayList<>(List.of("run", "--cluster"));
    PARTS.stream().filter(part -> !part.equals(without)).forEach(run::add);
    node =
        node(
            "node",
            run,
            // The maker has sealed its signing key by it.
            Map.of(
                "CAMPFIRE_IDENTITY_KEY_SECRET_FILE",
                folder.resolve("data").resolve("key-secret").toString()));
    node.start();
    node.awaitReady();
    return this;
  }

  private NodeProcess node(String name, List<String> command, Map<String, String> more) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(
        List.of(
            "--data",
            folder.resolve("data").toString(),
            "--config",
            folder.resolve("limits.yaml").toString()));
    Map<String, String> environment = new HashMap<>(more);
    environment.put("CAMPFIRE_NODE_EXTENSIONS", folder.resolve("none").toString());
    // A cluster of one: nobody else listens there.
    environment.put("CAMPFIRE_CLUSTER_NAME", "share-" + UUID.randomUUID());
    environment.put("CAMPFIRE_CLUSTER_HOST", HERE);
    environment.put("CAMPFIRE_CLUSTER_MEMBERS", "[" + HERE + "]");
    environment.put(
        "CAMPFIRE_CLUSTER_PORT", Integer.toString(20_000 + NodeProcess.freePort() % 20_000));
    return new NodeProcess(
        jar, List.of(), arguments, environment, HERE, folder.resolve(name + ".log"));
  }

  Cast cast(int conversations) {
    List<String> agents = List.of("ada@demo.test", "grace@demo.test", "admin@demo.test");
    return new Cast(
        node.target(), "demo", agents, "campfire", Math.min(3, conversations), conversations);
  }

  /** The processor time that the node and its PostgreSQL have used so far, in milliseconds. */
  long processorMillis() {
    return ProcessorTime.ofFamily(node.pid()) + ProcessorTime.ofFamily(postgres());
  }

  private long postgres() {
    Path file = folder.resolve("data").resolve("postgres").resolve("postmaster.pid");
    try {
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    } catch (IOException | RuntimeException e) {
      throw new RunFailure("PostgreSQL is gone: " + file + " cannot be read.", e);
    }
  }

  @Override
  public void close() {
    if (node != null) {
      node.stop();
    }
  }
}
