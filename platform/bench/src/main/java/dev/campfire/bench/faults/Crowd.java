package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.Until;
import dev.campfire.bench.load.Contacts;
import dev.campfire.bench.load.Contacts.Contact;
import dev.campfire.bench.load.Losses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * F13: ten thousand visitors over the three nodes, who have a conversation each and listen to what
 * the widget listens to; one of the nodes is killed. They come back as Campfire's own client does,
 * each after a random pause, with the token that they have.
 */
final class Crowd {
  private static final int SOCKETS = 9_999;
  private static final int FEEDS = 3;
  private static final long FIRST_PAUSE_MS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  /** Conversations that were opened are put into the index of searches a minute later. */
  private static final Duration SETTLING = Duration.ofSeconds(75);

  private final ThreeNodes cluster;
  private final Scene scene;
  private final BiConsumer<String, Object> figure;
  private final Consumer<String> miss;
  private final Losses losses = new Losses();
  private final Contacts contacts;
  private boolean isKilled;
  private int returned;

  Crowd(
      Vertx vertx,
      ThreeNodes cluster,
      Scene scene,
      BiConsumer<String, Object> figure,
      Consumer<String> miss) {
    this.cluster = cluster;
    this.scene = scene;
    this.figure = figure;
    this.miss = miss;
    this.contacts = new Contacts(vertx, cluster.targets(), "demo", SOCKETS, losses, FIRST_PAUSE_MS);
  }

  /** Of one socket: how many of its feeds it has again. */
  private final class Return {
    private int joined;

    void hear(JsonNode event) {
      if (isKilled && event.path("type").asText().equals("feed.joined") && ++joined == FEEDS) {
        returned++;
      }
    }
  }

  void run() {
    scene.await(Contacts.COMING.toMillis(), () -> contacts.open(SOCKETS));
    Until.passed(SETTLING);
    double registryBefore = registry();
    long memoryBefore = cluster.node(0).memoryMiB();
    long start = System.nanoTime();
    scene.await(PATIENCE.toMillis(), () -> contacts.connect(this::welcome));
    double joined = seconds(start);
    figure.accept("sockets", SOCKETS);
    figure.accept("secondsUntilAllJoined", joined);
    figure.accept(
        "residentKibPerSocket",
        (cluster.node(0).memoryMiB() - memoryBefore) * 1024 * ThreeNodes.COUNT / SOCKETS);
    requireAtMost("all had joined after", joined, 30);
    // The registry is looked at every 5 s.
    Until.passed(Duration.ofSeconds(6));
    double registryAfter = registry();
    figure.accept("registryBefore", registryBefore);
    figure.accept("registryAfter", registryAfter);
    if (registryBefore != registryAfter) {
      miss.accept("the registry grew from %.0f to %.0f".formatted(registryBefore, registryAfter));
    }
    killOne();
    scene.call(
        () -> {
          contacts.leave();
          return null;
        });
  }

  private double registry() {
    return cluster.node(0).meter("campfire_node_registry_entries");
  }

  private Future<?> welcome(Contact contact) {
    return contact.joinAll(new Return()::hear);
  }

  private void killOne() {
    NodeProcess victim = cluster.node(2);
    scene.call(
        () -> {
          losses.forget();
          return isKilled = true;
        });
    long start = System.nanoTime();
    victim.kill();
    // Each of them has lost its socket first: who is connected now may not know it yet.
    Until.holdsOrNot(Duration.ofSeconds(5), () -> scene.call(contacts::onlineCount) < SOCKETS);
    long back = Until.holdsOrNot(PATIENCE, () -> scene.call(this::areAllBack));
    double seconds = seconds(start);
    figure.accept("lost", scene.call(losses::lostCount));
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

  private boolean areAllBack() {
    return contacts.onlineCount() == SOCKETS && returned >= losses.lostCount();
  }

  private void requireAtMost(String what, double seconds, double limit) {
    if (seconds > limit) {
      miss.accept("%s %.1f s, and %.0f are allowed".formatted(what, seconds, limit));
    }
  }

  private static double seconds(long start) {
    return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
  }
}
