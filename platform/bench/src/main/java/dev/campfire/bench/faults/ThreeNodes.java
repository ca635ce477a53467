package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Target;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

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
  private final Path jar;
  private final String name = "faults-" + UUID.randomUUID();
  private final int clusterPort = 20_000 + NodeProcess.freePort() % 20_000;
  private final List<NodeProcess> nodes = new ArrayList<>();
  private final List<Target> targets = new CopyOnWriteArrayList<>();
  private final List<CutProxy> databaseLines = new ArrayList<>();
  private final List<Integer> linePorts = new ArrayList<>();

  private ThreeNodes(Path jar, Path folder, Postgres postgres, Apart apart) {
    this.jar = jar;
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
    ThreeNodes cluster = new ThreeNodes(jar, folder, postgres, apart);
    try {
      postgres.start();
      cluster.startNodes(vertx);
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startNodes(Vertx vertx) {
    try {
      Files.writeString(config(), LIMITS_LIFTED);
    } catch (IOException e) {
      throw new RunFailure("The folder " + folder + " cannot be written.", e);
    }
    for (int number = 0; number < COUNT; number++) {
      CutProxy line = new CutProxy(vertx, here(), LOOPBACK, postgres.port());
      databaseLines.add(line);
      int linePort = line.listen().toCompletionStage().toCompletableFuture().join();
      linePorts.add(linePort);
      NodeProcess node = node(number, "node-" + number + ".log");
      nodes.add(node);
      targets.add(node.target());
      node.start();
      node.awaitReady();
    }
  }

  private Path config() {
    return folder.resolve("limits.yaml");
  }

  private NodeProcess node(int number, String log) {
    return new NodeProcess(
        jar,
        apart == null ? List.of() : apart.prefix(number),
        List.of("start", "--cluster", "--config", config().toString()),
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
            "postgresql://campfire@" + here() + ":" + linePorts.get(number) + "/campfire"),
        host(number),
        folder.resolve(log));
  }

  /** Puts a new node in the place of one, which is asked to go once the new one serves. */
  NodeProcess.Left replace(int number) {
    NodeProcess old = nodes.get(number);
    NodeProcess next = node(number, "node-" + number + "-next.log");
    next.start();
    next.awaitReady();
    nodes.set(number, next);
    targets.set(number, next.target());
    return old.leave();
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

  /** Where the nodes serve, in their order; as it is at any time. */
  List<Target> targets() {
    return Collections.unmodifiableList(targets);
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
