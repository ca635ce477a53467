package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Target;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** PostgreSQL and three nodes on loopback, with a line of its own from each node to it. */
final class ThreeNodes implements AutoCloseable {
  static final int COUNT = 3;
  private static final String LOOPBACK = "127.0.0.1";

  private static final String LIMITS_LIFTED =
      """
      bridge:
        limits:
          contactMessages: {perSecond: 10000, burst: 10000}
          messages: {perSecond: 10000, burst: 10000}
          requests: {perSecond: 10000, burst: 10000}
          requestsInFlight: 10000
          socketsNotSignedIn: 20000
          widgetSessionsPerMinute: 100000
      """;

  private final Path folder;
  private final Postgres postgres;
  private final Apart apart;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<CutProxy> databaseLines = new ArrayList<>();

  private ThreeNodes(Path folder, Postgres postgres, Apart apart) {
    this.folder = folder;
    this.postgres = postgres;
    this.apart = apart;
  }

  /**
   * Starts them one after the other.
   *
   * @param jar of Campfire
   * @param folder for data, logs and histories; empty
   * @param apart a room for each node, or null: all on loopback
   */
  static ThreeNodes start(Vertx vertx, Path jar, Path folder, Apart apart) {
    Path data = folder.resolve("data");
    // One that has an embedded database makes the schema and the demo's rows, and leaves them.
    NodeProcess maker =
        new NodeProcess(
            jar,
            List.of(),
            List.of("start", "--demo", "--data", data.toString()),
            Map.of("CAMPFIRE_NODE_EXTENSIONS", folder.resolve("none").toString()),
            LOOPBACK,
            folder.resolve("maker.log"));
    maker.start();
    try {
      maker.awaitReady();
    } finally {
      maker.stop();
    }
    Postgres postgres = new Postgres(data, NodeProcess.freePort(), folder.resolve("postgres.log"));
    ThreeNodes cluster = new ThreeNodes(folder, postgres, apart);
    try {
      postgres.start();
      cluster.startNodes(vertx, jar);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startNodes(Vertx vertx, Path jar) {
    Path config = folder.resolve("limits.yaml");
    try {
      Files.writeString(config, LIMITS_LIFTED);
    } catch (IOException e) {
      throw new RunFailure("The folder " + folder + " cannot be written.", e);
    }
    String name = "faults-" + UUID.randomUUID();
    int clusterPort = 20_000 + NodeProcess.freePort() % 20_000;
    for (int number = 0; number < COUNT; number++) {
      CutProxy line = new CutProxy(vertx, here(), LOOPBACK, postgres.port());
      databaseLines.add(line);
      int linePort = line.listen().toCompletionStage().toCompletableFuture().join();
      NodeProcess node =
          new NodeProcess(
              jar,
              apart == null ? List.of() : apart.prefix(number),
              List.of("start", "--cluster", "--config", config.toString()),
              Map.of(
                  "CAMPFIRE_CLUSTER_NAME",
                  name,
                  "CAMPFIRE_CLUSTER_HOST",
                  host(number),
                  "CAMPFIRE_CLUSTER_MEMBERS",
                  "[" + host(0) + ", " + host(1) + ", " + host(2) + "]",
                  "CAMPFIRE_CLUSTER_PORT",
                  Integer.toString(clusterPort),
                  "CAMPFIRE_NODE_EXTENSIONS",
                  folder.resolve("none").toString(),
                  // The maker has sealed its signing key by it.
                  "CAMPFIRE_IDENTITY_KEY_SECRET_FILE",
                  folder.resolve("data").resolve("key-secret").toString(),
                  "CAMPFIRE_DATABASE_URL",
                  "postgresql://campfire@" + here() + ":" + linePort + "/campfire"),
              host(number),
              folder.resolve("node-" + number + ".log"));
      nodes.add(node);
      node.start();
      node.awaitReady();
    }
  }

  private String host(int number) {
    return apart == null ? LOOPBACK : apart.address(number);
  }

  /** Where nodes reach this process. */
  private String here() {
    return apart == null ? LOOPBACK : Apart.HERE;
  }

  Apart apart() {
    return apart;
  }

  Postgres postgres() {
    return postgres;
  }

  NodeProcess node(int number) {
    return nodes.get(number);
  }

  CutProxy databaseLine(int number) {
    return databaseLines.get(number);
  }

  List<Target> targets() {
    return nodes.stream().map(NodeProcess::target).toList();
  }

  boolean areAllReady() {
    return nodes.stream().allMatch(NodeProcess::isReady);
  }

  /** Whether each node sees all of them, and the database is in reach of each. */
  boolean isWhole() {
    return nodes.stream()
        .allMatch(node -> node.meter("campfire_node_members_nodes") == COUNT && node.isReady());
  }

  long blockedWarnings() {
    return nodes.stream().mapToLong(NodeProcess::blockedWarnings).sum();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::stop);
    postgres.stop();
  }
}
