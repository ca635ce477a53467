package dev.campfire.bench.faults;

import dev.campfire.bench.Until;
import dev.campfire.bench.faults.Ordeal.Step;
import dev.campfire.bench.wire.Target;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** How each ordeal is done and undone, and what it is measured by. For the main thread. */
final class Ordeals {
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Vertx vertx;
  private final ThreeNodes cluster;
  private final Scene scene;
  private final Random random;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();
  private long longestMs;

  Ordeals(Vertx vertx, ThreeNodes cluster, Scene scene, Random random) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.scene = scene;
    this.random = random;
  }

  Map<String, Object> figures() {
    return figures;
  }

  List<String> misses() {
    return misses;
  }

  double secondsToRecover() {
    return longestMs / 1_000.0;
  }

  void undergo(Step step) {
    for (int round = 0; round < step.rounds(); round++) {
      Until.passed(Duration.ofMillis(random.nextInt(50)));
      if (step.ordeal() == Ordeal.F1 && round == 0) {
        killBehindCommit();
      } else if (step.ordeal() == Ordeal.F14 && round == 0) {
        replaceEach();
      } else {
        once(step);
      }
    }
  }

  private void once(Step step) {
    switch (step.ordeal()) {
      case F1 -> killNodes(1);
      case F2 -> killNodes(2);
      case F3 -> killDatabase();
      case F4 -> freezeDatabase(step.length());
      case F5 -> freezeNode(step.length());
      case F6 -> part(step.length());
      case F8 -> cutFromDatabase(step.length());
      case F11 -> new SlowReaders(cluster, scene, this::figure, this::miss).run();
      case F13 -> new Crowd(vertx, cluster, scene, this::figure, this::miss).run();
      case F14 -> restartEach();
      case F15 -> new Copies(vertx, cluster, scene, this::figure, this::miss).run();
      case F16 -> tearLines(step.length());
      case F17 -> storm(step.length());
    }
  }

  private void killNodes(int count) {
    int first = random.nextInt(ThreeNodes.COUNT);
    List<NodeProcess> victims = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      victims.add(cluster.node((first + i) % ThreeNodes.COUNT));
    }
    victims.forEach(NodeProcess::kill);
    comeBackWithout(victims);
  }

  /**
   * A node dies between the commit of messages and their acknowledgement: PostgreSQL hears it and
   * is not heard any more. Their senders ask again elsewhere.
   */
  private void killBehindCommit() {
    int number = random.nextInt(ThreeNodes.COUNT);
    NodeProcess victim = cluster.node(number);
    cluster.databaseLine(number).mute();
    Until.holds(
        "messages are stored and not acknowledged",
        PATIENCE,
        () -> scene.unanswered(cluster.postgres()) > 0);
    victim.kill();
    figure("storedAndNotAcknowledged", scene.unanswered(cluster.postgres()));
    cluster.databaseLine(number).heal();
    comeBackWithout(List.of(victim));
  }

  private void comeBackWithout(List<NodeProcess> victims) {
    // Nobody waits for the dead: their clients are elsewhere before they are back.
    recovered(Until.holdsOrNot(PATIENCE, scene::areAllBack), "all clients are back elsewhere");
    takeResumes(8_000);
    victims.forEach(NodeProcess::start);
    victims.forEach(NodeProcess::awaitReady);
    Until.holds("the cluster is whole", PATIENCE, cluster::isWhole);
    presence(30);
  }

  private void killDatabase() {
    cluster.postgres().kill();
    Until.passed(Duration.ofSeconds(5));
    cluster.postgres().start();
    recovered(Until.holdsOrNot(PATIENCE, cluster::areAllReady), "all nodes are ready");
    atMost("secondsAfterPostgres", longestMs / 1_000.0, 3);
  }

  private void freezeDatabase(Duration length) {
    long before = cluster.node(0).memoryMiB();
    cluster.postgres().freeze();
    Until.passed(length);
    long grown = cluster.node(0).memoryMiB() - before;
    cluster.postgres().thaw();
    recovered(Until.holdsOrNot(PATIENCE, cluster::areAllReady), "all nodes are ready");
    atMost("memoryGrownMiB", grown, 64);
  }

  private void freezeNode(Duration length) {
    NodeProcess node = cluster.node(random.nextInt(ThreeNodes.COUNT));
    node.freeze();
    Until.passed(length);
    node.thaw();
    recovered(Until.holdsOrNot(PATIENCE, cluster::isWhole), "the cluster is whole");
    atMost("secondsAfterThaw", longestMs / 1_000.0, 10);
  }

  private void part(Duration length) {
    int number = random.nextInt(ThreeNodes.COUNT);
    cluster.apart().part(number);
    Until.passed(length);
    figure("membersSeenByTheLoneOne", cluster.node(number).meter("campfire_node_members_nodes"));
    cluster.apart().heal(number);
    recovered(Until.holdsOrNot(PATIENCE, cluster::isWhole), "the cluster is whole");
    atMost("secondsAfterHeal", longestMs / 1_000.0, 15);
  }

  private void cutFromDatabase(Duration length) {
    int number = random.nextInt(ThreeNodes.COUNT);
    NodeProcess node = cluster.node(number);
    CutProxy line = cluster.databaseLine(number);
    for (Runnable cut : List.<Runnable>of(line::reset, line::blackhole)) {
      cut.run();
      long noticed = Until.holdsOrNot(PATIENCE, () -> !node.isReady());
      atMost("secondsUntilNotReady", noticed / 1_000.0, 5);
      if (!node.isLive()) {
        miss("the node was not alive while its database was away");
      }
      Until.passed(length);
      line.heal();
      recovered(Until.holdsOrNot(PATIENCE, node::isReady), "the node is ready");
    }
  }

  private void restartEach() {
    roll(
        number -> {
          NodeProcess node = cluster.node(number);
          NodeProcess.Left left = node.leave();
          node.start();
          node.awaitReady();
          return left;
        });
    // Who moves to the node that is next in turn moves again with it: three restarts, two moves.
    atMost("mostReconnectsOfAClient", moves(), 3);
  }

  /** With one node more for a moment nobody moves twice. */
  private void replaceEach() {
    roll(cluster::replace);
    atMost("mostReconnectsWhereReplaced", moves(), 1);
  }

  /**
   * @param next has a node go, and another come
   */
  private void roll(IntFunction<NodeProcess.Left> next) {
    scene.clients().forEach(Client::takeClosings);
    for (int number = 0; number < ThreeNodes.COUNT; number++) {
      NodeProcess.Left left = next.apply(number);
      atMost("secondsToLeave", left.seconds(), 15);
      if (left.status() != 0) {
        miss("a node that was asked to go ended with " + left.status());
      }
      Until.holds("the cluster is whole", PATIENCE, cluster::isWhole);
      recovered(Until.holdsOrNot(PATIENCE, scene::areAllBack), "all clients are back");
    }
  }

  /** Of the client that has moved most often. */
  private int moves() {
    Map<String, Long> codes = new LinkedHashMap<>();
    int most = 0;
    for (Client client : scene.clients()) {
      List<String> closings = scene.call(client::takeClosings);
      closings.forEach(code -> codes.merge(code, 1L, Long::sum));
      most = Math.max(most, closings.size());
    }
    figure("closings", codes);
    return most;
  }

  private void tearLines(Duration length) {
    List<Target> torn = new ArrayList<>();
    List<CutProxy> lines = new ArrayList<>();
    for (Target target : cluster.targets()) {
      CutProxy line = new CutProxy(vertx, "127.0.0.1", target.host(), target.port());
      lines.add(line);
      int port = line.listen().toCompletionStage().toCompletableFuture().join();
      torn.add(new Target("127.0.0.1", port, false));
    }
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      talks.add(scene.openVia(torn, "torn-" + i + "-" + random.nextInt(1_000_000)));
    }
    lines.forEach(line -> line.tear(new Random(random.nextLong())));
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      for (Talk talk : talks) {
        scene.call(() -> talk.say(talk.members().get(0), ""));
        scene.call(() -> talk.say(talk.members().get(1), ""));
      }
      Until.passed(Duration.ofMillis(100));
    }
    lines.forEach(line -> line.tear(null));
    recovered(Until.holdsOrNot(PATIENCE, scene::areAllBack), "all clients are back");
    figure(
        "tears",
        talks.stream().mapToInt(t -> scene.call(t.members().get(0)::takeClosings).size()).sum());
  }

  private void storm(Duration length) {
    Ordeal[] choice = {Ordeal.F1, Ordeal.F3, Ordeal.F5, Ordeal.F8, Ordeal.F16};
    List<String> done = new ArrayList<>();
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      Ordeal next = choice[random.nextInt(choice.length)];
      done.add(next.name());
      once(new Step(next, 1, Duration.ofSeconds(3 + random.nextInt(10))));
    }
    figure("done", String.join(" ", done));
  }

  private void presence(int seconds) {
    long ms = Until.holdsOrNot(PATIENCE, scene::isPresenceRight);
    if (ms < 0) {
      miss("presence was not right again after " + PATIENCE.toSeconds() + " s");
    } else {
      atMost("presenceSeconds", ms / 1_000.0, seconds);
    }
  }

  private void takeResumes(long mostMs) {
    List<Long> resumes = new ArrayList<>();
    scene.clients().forEach(client -> resumes.addAll(scene.call(client::takeResumes)));
    if (!resumes.isEmpty()) {
      resumes.sort(null);
      long p99 = resumes.get((int) Math.ceil(resumes.size() * 0.99) - 1);
      atMost("resumeP99Seconds", p99 / 1_000.0, mostMs / 1_000.0);
    }
  }

  private void recovered(long ms, String what) {
    if (ms < 0) {
      miss("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
    }
    longestMs = Math.max(longestMs, ms);
  }

  /** Keeps the worst of all rounds. */
  private void atMost(String name, double value, double limit) {
    double worst = Math.max(value, figures.get(name) instanceof Double before ? before : 0);
    figures.put(name, Math.round(worst * 100) / 100.0);
    if (value > limit) {
      miss("%s was %.1f, and %.0f are allowed".formatted(name, value, limit));
    }
  }

  private void figure(String name, Object value) {
    figures.put(name, value);
  }

  private void miss(String sentence) {
    misses.add(sentence);
  }
}
