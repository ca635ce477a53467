package dev.campfire.bench.crowd;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.load.Contacts;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.load.Losses;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.ServerProcess;
import dev.campfire.bench.watch.Timeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Contacts who are connected and do nothing: what a socket costs. */
public final class IdleRun {
  /** Come and go first, so that what a server loads and compiles once is no socket's. */
  private static final int SCOUTS = 500;

  private static final Duration GOING = Duration.ofSeconds(30);

  /** What the last to come set in motion has come to rest. */
  private static final Duration CALM = Duration.ofSeconds(5);

  /**
   * Who does nothing is not to be measured by what looking at it costs: a sixth of it, each second.
   */
  private static final Duration SELDOM = Duration.ofSeconds(5);

  private static final Duration SHORT = Duration.ofSeconds(20);
  private static final double KIBIBYTE = 1 << 10;
  private static final double MEBIBYTE = 1 << 20;

  private final IdleSettings settings;
  private final Observed observed;
  private final Consumer<String> progress;
  private final ServerProcess server;
  private final Losses losses = new Losses();

  /**
   * @param heap live, in bytes
   * @param resident in bytes
   */
  private record Memory(long heap, long resident) {}

  private IdleRun(IdleSettings settings, Observed observed, Consumer<String> progress) {
    this.settings = settings;
    this.observed = observed;
    this.progress = progress;
    this.server = ServerProcess.of(observed);
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static Result run(IdleSettings settings, Observed observed, Consumer<String> progress) {
    return new IdleRun(settings, observed, progress).play();
  }

  private Result play() {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    try (EventLoop loop = new EventLoop();
        Timeline timeline = new Timeline(observed, SELDOM).start()) {
      Contacts contacts =
          new Contacts(
              loop.vertx(),
              settings.cast().targets(),
              settings.cast().widgetKey(),
              settings.sockets(),
              losses,
              1_000);
      int others = server.sockets();
      progress.accept("Some come and go");
      come(loop, contacts, Math.min(SCOUTS, settings.sockets()));
      leave(loop, contacts);
      Until.holds("the scouts are gone", GOING, () -> server.sockets() <= others);
      Memory empty = memory();
      progress.accept("%,d come".formatted(settings.sockets()));
      long comingNanos = System.nanoTime();
      come(loop, contacts, settings.sockets());
      double comingSeconds = (System.nanoTime() - comingNanos) / 1e9;
      Until.passed(CALM);
      losses.forget();
      Memory full = memory();
      progress.accept("Nothing happens");
      timeline.beginMeasuring();
      double before = server.processorSeconds();
      long beforeNanos = System.nanoTime();
      Until.passed(settings.duration());
      double percent =
          100 * (server.processorSeconds() - before) * 1e9 / (System.nanoTime() - beforeNanos);
      int sockets = server.sockets() - others;
      List<Row> rows = rows(empty, full, percent, sockets, comingSeconds);
      leave(loop, contacts);
      return new Result(
          "idle",
          "sockets with three registrations each, which do nothing but ping",
          startedAt,
          (System.nanoTime() - startNanos) / 1e9,
          settings.shown(),
          observed.environment(),
          rows,
          List.of(),
          timeline.series(),
          losses.remarks());
    }
  }

  private void come(EventLoop loop, Contacts contacts, int count) {
    loop.call(
        Contacts.COMING.plus(SHORT),
        here -> contacts.come(count, contact -> contact.joinAll(event -> {})));
  }

  private static void leave(EventLoop loop, Contacts contacts) {
    loop.call(
        SHORT,
        here -> {
          contacts.leave();
          return Future.succeededFuture();
        });
  }

  /** After two collections: the first may leave what only then is known to be garbage. */
  private Memory memory() {
    server.liveHeap();
    long heap = server.liveHeap();
    return new Memory(heap, server.resident());
  }

  private List<Row> rows(
      Memory empty, Memory full, double percent, int sockets, double comingSeconds) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.reaching("sockets that the server counts", "", sockets, settings.sockets())
            .asked(settings.sockets()));
    rows.add(Row.none("connections lost", losses.lostCount()));
    rows.addAll(losses.rows());
    rows.add(
        Row.within(
            "resident a socket",
            "KiB",
            (full.resident() - empty.resident()) / KIBIBYTE / settings.sockets(),
            settings.mostResidentKib()));
    rows.add(
        Row.within(
            "live heap a socket",
            "KiB",
            (full.heap() - empty.heap()) / KIBIBYTE / settings.sockets(),
            settings.mostHeapKib()));
    rows.add(
        Row.within(
            "server's processor", "% of one core", percent, settings.mostProcessorPercent()));
    rows.add(Row.told("resident, empty", "MiB", empty.resident() / MEBIBYTE));
    rows.add(Row.told("resident, with the sockets", "MiB", full.resident() / MEBIBYTE));
    rows.add(Row.told("live heap, empty", "MiB", empty.heap() / MEBIBYTE));
    rows.add(Row.told("live heap, with the sockets", "MiB", full.heap() / MEBIBYTE));
    rows.add(Row.told("came", "sockets/s", settings.sockets() / comingSeconds));
    return rows;
  }
}
