package dev.campfire.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.ReadOverview;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Overviews of stretches that begin at any millisecond, each asked for twice. */
public final class OverviewRun {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final String ZONE = "Europe/Berlin";

  private final OverviewSettings settings;
  private final Consumer<String> progress;
  private final Person agent;
  private final List<ReadOverview> stretches = new ArrayList<>();
  private long opened;

  private OverviewRun(OverviewSettings settings, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.progress = progress;
    Vertx vertx = context.owner();
    Cast cast = settings.cast();
    Random random = new Random(settings.seed());
    SignIn signIn = new SignIn(vertx.createHttpClient(), cast.target());
    this.agent =
        new Person(
            new Person.Line(
                vertx,
                vertx.createWebSocketClient(new WebSocketClientOptions()),
                List.of(cast.target()),
                random,
                new Log()),
            new TokenSource(
                signIn.agent(cast.agentEmails().get(0), cast.agentPassword()),
                Clock.systemUTC(),
                random));
    Duration length = Duration.ofDays(settings.days());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long leeway = Duration.ofDays(settings.within()).minus(length).toMillis();
    for (int number = 0; number < settings.count(); number++) {
      Instant to = now.minusMillis(random.nextLong(leeway + 1));
      stretches.add(new ReadOverview(to.minus(length), to, ZONE));
    }
  }

  private static final class Log implements Person.ConnectionLog {
    @Override
    public void lost(int closeCode) {}

    @Override
    public void refused(RequestFailure failure) {}

    @Override
    public void fault(String what) {
      throw new RunFailure("The server broke the protocol: " + what + ".", null);
    }
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static OverviewReport run(OverviewSettings settings, Consumer<String> progress) {
    return EventLoop.run(
        LONGEST.multipliedBy(2L * settings.count()).plus(PATIENCE),
        context -> new OverviewRun(settings, progress, context).play(context.owner()));
  }

  private Future<OverviewReport> play(Vertx vertx) {
    Latency first = new Latency();
    Latency again = new Latency();
    Patience patience = new Patience(vertx, System.nanoTime() + PATIENCE.toNanos(), refused -> {});
    return patience
        .ask(agent::connect)
        // The first of all plans its statements.
        .compose(online -> patience.ask(() -> ask(stretches.get(0))))
        .compose(
            warm -> {
              opened = 0;
              progress.accept("Asking for " + settings.count() + " overviews");
              return each(0, first);
            })
        .compose(
            done -> {
              progress.accept("Asking again");
              return each(0, again);
            })
        .map(
            done -> {
              agent.leave();
              return new OverviewReport(
                  opened / 2 / settings.count(),
                  settings.days(),
                  first.summary(),
                  first.percentile(95),
                  again.summary(),
                  again.percentile(95));
            });
  }

  private Future<Void> each(int number, Latency latency) {
    if (number == stretches.size()) {
      return Future.succeededFuture();
    }
    long start = System.nanoTime();
    return ask(stretches.get(number))
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure("An overview failed: " + failure.getMessage() + ".", failure)))
        .compose(
            overview -> {
              latency.record(System.nanoTime() - start);
              opened += overview.path("conversationsOpened").asLong();
              return each(number + 1, latency);
            });
  }

  private Future<JsonNode> ask(ReadOverview stretch) {
    return agent.ask(Analytics.OVERVIEW.address(), stretch);
  }
}
