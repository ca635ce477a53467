package dev.campfire.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.fill.PgTarget;
import dev.campfire.bench.load.ChatRun;
import dev.campfire.bench.load.Contacts;
import dev.campfire.bench.load.Contacts.Contact;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.load.Losses;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.PgStatements;
import dev.campfire.bench.watch.Phase;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.watch.Track;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Ten thousand lose their sockets at once and come back, while others talk. */
public final class StormRun {
  private static final int FEEDS = 3;
  private static final Duration SHORT = Duration.ofSeconds(20);

  /** What comes after the last is back, and what the pings of a calm while cost, is counted too. */
  private static final Duration AFTERMATH = Duration.ofSeconds(2);

  private final StormSettings settings;
  private final Observed observed;
  private final PgTarget database;
  private final Consumer<String> progress;
  private final Losses losses = new Losses();
  private final Timeline timeline;
  private final Track back;
  private final AtomicInteger backCount = new AtomicInteger();
  private long cutNanos;

  /** Of one socket: how many of its feeds it has again. */
  private final class Return {
    private int joined;

    void hear(JsonNode event) {
      if (cutNanos > 0 && event.path("type").asText().equals("feed.joined")) {
        joined++;
        if (joined == FEEDS) {
          back.record(System.nanoTime() - cutNanos, Phase.MEASURED);
          backCount.incrementAndGet();
        }
      }
    }
  }

  private StormRun(StormSettings settings, Observed observed, Consumer<String> progress) {
    this.settings = settings;
    this.observed = observed;
    this.database = observed.database();
    this.progress = progress;
    if (database == null) {
      throw new RefusedSettings("What it asks the database is counted there: name --database.");
    }
    PgStatements.read(database);
    this.timeline = new Timeline(observed);
    this.back = timeline.latency("back", "From the cut until a socket has its three feeds again.");
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure} or {@link RefusedSettings}
   */
  public static Result run(StormSettings settings, Observed observed, Consumer<String> progress) {
    return new StormRun(settings, observed, progress).play();
  }

  private Result play() {
    Instant startedAt = Instant.now();
    long startNanos = System.nanoTime();
    try (EventLoop loop = new EventLoop();
        Timeline looking = timeline.start()) {
      Contacts contacts =
          new Contacts(
              loop.vertx(),
              settings.crowd().targets(),
              settings.crowd().widgetKey(),
              settings.sockets(),
              losses,
              settings.within().toMillis());
      progress.accept("%,d come".formatted(settings.sockets()));
      loop.call(
          Contacts.COMING.plus(SHORT), here -> contacts.come(settings.sockets(), this::welcome));
      losses.forget();
      Steady steady = new Steady();
      steady.begin();
      progress.accept("Calm");
      PgStatements before = PgStatements.read(database);
      Until.passed(settings.calm());
      PgStatements calm = PgStatements.read(database);
      looking.beginMeasuring();
      progress.accept("All are cut");
      cut(loop, contacts);
      double stormSeconds = untilAllAreBack();
      looking.endMeasuring();
      Until.passed(AFTERMATH);
      PgStatements storm = PgStatements.read(database).since(calm);
      double windowSeconds = (System.nanoTime() - cutNanos) / 1e9;
      Result talk = steady.end();
      double background =
          calm.since(before).total() / (settings.calm().toMillis() / 1e3) * windowSeconds;
      List<Row> rows = rows(stormSeconds, (storm.total() - background) / settings.sockets(), talk);
      rows.addAll(looking.usage().rows(settings.sockets(), "socket"));
      List<String> remarks = new ArrayList<>(losses.remarks());
      remarks.add("Most frequent statements of the storm, the steady ones' too:");
      remarks.addAll(storm.most(5));
      remarks.addAll(talk.remarks());
      loop.call(
          SHORT,
          here -> {
            contacts.leave();
            return Future.succeededFuture();
          });
      return new Result(
          "storm",
          "all lose their sockets at once and come back, while others talk",
          startedAt,
          (System.nanoTime() - startNanos) / 1e9,
          settings.shown(),
          observed.environment(),
          rows,
          List.of(back.curve()),
          looking.series(),
          remarks);
    }
  }

  private Future<?> welcome(Contact contact) {
    return contact.joinAll(new Return()::hear);
  }

  private void cut(EventLoop loop, Contacts contacts) {
    loop.call(
        SHORT,
        here -> {
          cutNanos = System.nanoTime();
          contacts.all().forEach(contact -> contact.person().cut());
          return Future.succeededFuture();
        });
  }

  /** In seconds from the cut; somewhat over the limit if some are missing then. */
  private double untilAllAreBack() {
    Until.holdsOrNot(settings.limit(), () -> backCount.get() == settings.sockets());
    return (System.nanoTime() - cutNanos) / 1e9;
  }

  private List<Row> rows(double seconds, double queries, Result talk) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.reaching("back with their feeds", "sockets", backCount.get(), settings.sockets())
            .asked(settings.sockets()));
    rows.add(Row.within("until all were back", "s", seconds, settings.limit().toMillis() / 1e3));
    rows.add(
        Row.within("database queries a socket", "", Math.max(0, queries), settings.mostQueries()));
    rows.addAll(losses.rows());
    rows.add(Row.none("steady sender's failed tries", talk.measured("retries")));
    rows.add(Row.none("steady sender's lost connections", talk.measured("lost connections")));
    rows.add(Row.none("steady sender's broken promises", talk.passed() ? 0 : 1));
    rows.add(Row.told("steady sender's p99", "ms", talk.latency("acknowledged").p99()));
    return rows;
  }

  /** The others, who talk on a loop of their own so that the crowd does not delay them. */
  private final class Steady {
    private final CompletableFuture<Void> isTalking = new CompletableFuture<>();
    private CompletableFuture<Result> talk;

    /** Done when they do. */
    void begin() {
      talk =
          CompletableFuture.supplyAsync(
              () ->
                  ChatRun.run(
                      settings.steady(),
                      Observed.NOBODY,
                      progress,
                      () -> isTalking.complete(null)));
      join(CompletableFuture.anyOf(isTalking, talk));
    }

    Result end() {
      return join(talk);
    }

    private static <T> T join(CompletableFuture<T> future) {
      try {
        return future.join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException known
            ? known
            : new RunFailure("The steady sender broke off: " + e.getCause(), e.getCause());
      }
    }
  }
}
