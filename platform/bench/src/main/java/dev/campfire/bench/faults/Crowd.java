package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * F13: ten thousand sockets with three feeds each over the three nodes, of which one is killed.
 * They are agents', who may have as many as they like, and speak no word. None of the feeds is
 * where the load is: ten thousand copies of each of its events are what {@code bench inbox}
 * measures.
 */
final class Crowd {
  private static final int SOCKETS = 9_999;
  private static final int AT_ONCE = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private final ThreeNodes cluster;
  private final Scene scene;
  private final BiConsumer<String, Object> figure;
  private final Consumer<String> miss;
  private final List<Client> crowd = new ArrayList<>();

  Crowd(ThreeNodes cluster, Scene scene, BiConsumer<String, Object> figure, Consumer<String> miss) {
    this.cluster = cluster;
    this.scene = scene;
    this.figure = figure;
    this.miss = miss;
  }

  void run() {
    double registryBefore = cluster.node(0).meter("campfire_node_registry_entries");
    long memoryBefore = cluster.node(0).memoryMiB();
    String org = scene.agent("demo-agent-0").org();
    long start = System.nanoTime();
    scene.await(PATIENCE.toMillis(), () -> open(org));
    double joined = seconds(start);
    figure.accept("sockets", SOCKETS);
    figure.accept("secondsUntilAllJoined", joined);
    figure.accept(
        "kibPerSocket", (cluster.node(0).memoryMiB() - memoryBefore) * 1024 * 3 / SOCKETS);
    requireAtMost("all had joined after", joined, 30);
    // The registry is looked at every 5 s.
    Until.passed(Duration.ofSeconds(6));
    double registryAfter = cluster.node(0).meter("campfire_node_registry_entries");
    figure.accept("registryBefore", registryBefore);
    figure.accept("registryAfter", registryAfter);
    if (registryBefore != registryAfter) {
      miss.accept("the registry grew from %.0f to %.0f".formatted(registryBefore, registryAfter));
    }
    killOne();
    scene.call(
        () -> {
          crowd.forEach(Client::leave);
          return null;
        });
  }

  private void killOne() {
    NodeProcess victim = cluster.node(2);
    long start = System.nanoTime();
    victim.kill();
    // Each of them has lost its socket first: who is connected now may not know it yet.
    Until.holdsOrNot(Duration.ofSeconds(5), () -> count(client -> !client.isBack()) > 0);
    long back = Until.holdsOrNot(PATIENCE, () -> count(Client::isBack) == SOCKETS);
    double seconds = seconds(start);
    figure.accept("secondsUntilTheKilledNodesAreBack", seconds);
    if (back < 0) {
      miss.accept("not all came back");
    } else {
      requireAtMost("the killed node's were back after", seconds, 12);
    }
    victim.start();
    victim.awaitReady();
    Until.holds("the cluster is whole", PATIENCE, cluster::isWhole);
  }

  private long count(java.util.function.Predicate<Client> which) {
    return scene.call(() -> crowd.stream().filter(which).count());
  }

  private void requireAtMost(String what, double seconds, double limit) {
    if (seconds > limit) {
      miss.accept("%s %.1f s, and %.0f are allowed".formatted(what, seconds, limit));
    }
  }

  private static double seconds(long start) {
    return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
  }

  private Future<Void> open(String org) {
    for (int i = 0; i < SOCKETS; i++) {
      crowd.add(scene.bystander("crowd-" + i, i));
    }
    Iterator<Client> next = crowd.iterator();
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < AT_ONCE; lane++) {
      lanes.add(openNext(next, org));
    }
    return Future.all(lanes).mapEmpty();
  }

  private Future<Void> openNext(Iterator<Client> next, String org) {
    if (!next.hasNext()) {
      return Future.succeededFuture();
    }
    Client client = next.next();
    return scene
        .connect(client)
        .compose(
            connected ->
                Future.all(
                    List.of("user:" + client.id(), "agents:presence", "availability").stream()
                        .map(
                            feed ->
                                client.join(
                                    "org:" + org + ":" + feed, event -> joined(client, event)))
                        .toList()))
        .compose(joined -> openNext(next, org))
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure(
                        "A socket of the crowd did not come in: " + failure.getMessage() + ".",
                        failure)));
  }

  private static void joined(Client client, com.fasterxml.jackson.databind.JsonNode event) {
    if (event.path("type").asText("").equals("feed.joined")) {
      client.joined();
    }
  }
}
