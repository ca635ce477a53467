package dev.campfire.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.faults.Entry.Op;
import dev.campfire.bench.faults.Ordeal.Step;
import dev.campfire.bench.faults.Verdict.Breach;
import dev.campfire.bench.report.Machine;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** A cluster, and one ordeal after the other, each with a load and a check of its own. */
public final class FaultsRun {
  private static final long SETTLE_MS = 90_000;

  /** The heap's limit of a node, and what a JVM has beside it. */
  private static final long MEMORY_MIB = 384 + 300;

  /**
   * What a run was asked for.
   *
   * @param perSecond messages of the load, of all conversations together
   * @param folder for data, logs and histories; empty
   * @param plant a fault to find, or null
   */
  public record Settings(
      Path jar,
      Path folder,
      long seed,
      int perSecond,
      Duration warmup,
      List<Step> steps,
      Plant plant) {}

  private final Settings settings;
  private final Consumer<String> progress;
  private final Vertx vertx;
  private final Random random;

  private FaultsRun(Settings settings, Consumer<String> progress, Vertx vertx) {
    this.settings = settings;
    this.progress = progress;
    this.vertx = vertx;
    this.random = new Random(settings.seed());
  }

  /** Blocks until the run is over; fails with {@link RunFailure} if it cannot be carried out. */
  public static FaultsReport run(Settings settings, Consumer<String> progress) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    try {
      return new FaultsRun(settings, progress, vertx).play();
    } finally {
      vertx.close();
    }
  }

  private FaultsReport play() {
    Instant startedAt = Instant.now();
    progress.accept("Starting PostgreSQL and three nodes in " + settings.folder());
    List<Row> rows = new ArrayList<>();
    boolean parts = settings.steps().stream().anyMatch(step -> step.ordeal() == Ordeal.F6);
    try (Apart apart = parts ? Apart.make() : null;
        ThreeNodes cluster = ThreeNodes.start(vertx, settings.jar(), settings.folder(), apart)) {
      if (settings.plant() != null) {
        cluster.postgres().execute(settings.plant().statements());
        Until.holds("all nodes are ready", Ordeals.PATIENCE, cluster::areAllReady);
      }
      for (Step step : settings.steps()) {
        progress.accept(step.title() + " …");
        rows.add(undergo(cluster, step));
        progress.accept(FaultsTable.line(rows.get(rows.size() - 1)));
      }
    }
    double seconds = Duration.between(startedAt, Instant.now()).toMillis() / 1e3;
    return new FaultsReport(
        startedAt, seconds, settings.seed(), settings.perSecond(), Machine.here(), rows);
  }

  private Row undergo(ThreeNodes cluster, Step step) {
    Path folder =
        settings.folder().resolve("history-" + step.ordeal() + "-" + random.nextInt(10_000));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new RunFailure("The folder " + folder + " cannot be made.", e);
    }
    long blocked = cluster.blockedWarnings();
    try (History history = new History(folder)) {
      Scene scene = new Scene(vertx, cluster.targets(), history, random, this::isLost);
      try {
        scene.open(10);
        scene.chooseOnline();
        scene.begin(settings.perSecond());
        Until.passed(settings.warmup());
        Ordeals ordeals = new Ordeals(vertx, cluster, scene, random);
        ordeals.undergo(step);
        scene.settle(SETTLE_MS);
        return row(cluster, step, ordeals, scene, history, blocked);
      } finally {
        scene.close();
      }
    }
  }

  private boolean isLost(JsonNode event) {
    return settings.plant() != null && settings.plant().takes(event, random);
  }

  private static Row row(
      ThreeNodes cluster, Step step, Ordeals ordeals, Scene scene, History history, long blocked) {
    List<UUID> conversations = scene.conversations();
    List<Entry> entries = history.entries();
    Verdict verdict =
        Checker.check(
            entries,
            cluster.postgres().messages(conversations),
            scene.readers(),
            cluster.postgres().receipts(conversations));
    List<String> misses = new ArrayList<>(ordeals.misses());
    checkBounds(cluster, blocked, step, misses);
    List<String> faults = new ArrayList<>();
    scene.clients().forEach(client -> faults.addAll(client.faults()));
    Map<String, Object> figures = ordeals.figures();
    figures.put("failedAfterOneRetry", failedTwice(entries));
    long sent = entries.stream().filter(e -> e.op() == Op.SEND).count();
    long acknowledged =
        entries.stream().filter(e -> e.op() == Op.ACK).map(Entry::cmid).distinct().count();
    List<String> examples = new ArrayList<>(verdict.examples());
    examples.addAll(faults.subList(0, Math.min(5, faults.size())));
    return new Row(
        step.ordeal().name(),
        step.title().substring(step.ordeal().name().length() + 1),
        step.rounds(),
        sent,
        acknowledged,
        sent - acknowledged,
        verdict.count(Breach.LOST),
        verdict.count(Breach.DOUBLE),
        verdict.count(Breach.DISORDERED),
        verdict.count(Breach.FOREIGN),
        verdict.count(Breach.EARLY),
        verdict.count(Breach.RECEIPT),
        verdict.count(Breach.DISHONEST) + faults.size(),
        ordeals.secondsToRecover(),
        figures,
        misses,
        examples);
  }

  /** I10. A process that was frozen finds its event loops late, and is right. */
  private static void checkBounds(
      ThreeNodes cluster, long blocked, Step step, List<String> misses) {
    for (int number = 0; number < ThreeNodes.COUNT; number++) {
      long memory = cluster.node(number).memoryMiB();
      if (memory > MEMORY_MIB) {
        misses.add("node %d holds %d MiB, over %d".formatted(number, memory, MEMORY_MIB));
      }
    }
    long more = cluster.blockedWarnings() - blocked;
    boolean isFreezing = step.ordeal() == Ordeal.F5 || step.ordeal() == Ordeal.F17;
    if (more > 0 && !isFreezing) {
      misses.add("event loops were blocked for a second, " + more + " times");
    }
  }

  /** Messages whose first try and its repeat failed. */
  private static long failedTwice(List<Entry> entries) {
    Map<UUID, Integer> failures = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.op() == Op.INFO) {
        failures.merge(entry.cmid(), 1, Integer::sum);
      }
    }
    return failures.values().stream().filter(count -> count > 1).count();
  }
}
