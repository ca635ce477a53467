package dev.campfire.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.ReadOverview;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How far live figures are behind what is committed, by this machine's clock: conversations are
 * opened one after the other, and an agent waits for the event that counts each. Nobody else may
 * open, resolve or reopen any meanwhile; others may talk.
 */
public final class LiveRun {
  private static final Duration SETUP = Duration.ofMinutes(1);

  /** Until what was before is counted. */
  private static final long CALM_MS = 5_000;

  /** After the last one. */
  private static final long LAST_WORDS_MS = 10_000;

  private final LiveSettings settings;
  private final Consumer<String> progress;
  private final Vertx vertx;
  private final Random random = new Random(1);
  private final Person agent;
  private final Person contact;
  private final Latency behind = new Latency();

  /** When each conversation that is not counted yet was acknowledged, the oldest first. */
  private final Deque<Long> waiting = new ArrayDeque<>();

  /** How many are open, as far as the figures have told; −1 before the first are opened. */
  private long counted = -1;

  /** Counted before their reply was here. */
  private long early;

  private String fault;

  private LiveRun(LiveSettings settings, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.progress = progress;
    this.vertx = context.owner();
    Cast cast = settings.cast();
    SignIn signIn = new SignIn(vertx.createHttpClient(), cast.target());
    Person.Line line =
        new Person.Line(
            vertx,
            vertx.createWebSocketClient(new WebSocketClientOptions()),
            List.of(cast.target()),
            random,
            new Log());
    this.agent =
        new Person(
            line,
            new TokenSource(
                signIn.agent(cast.agentEmails().get(0), cast.agentPassword()),
                Clock.systemUTC(),
                random));
    this.contact =
        new Person(
            line, new TokenSource(signIn.contact(cast.widgetKey()), Clock.systemUTC(), random));
  }

  private final class Log implements Person.ConnectionLog {
    @Override
    public void lost(int closeCode) {
      fault = "a connection was lost with " + closeCode;
    }

    @Override
    public void refused(RequestFailure failure) {
      fault = "a request was refused: " + failure.getMessage();
    }

    @Override
    public void fault(String what) {
      fault = "the server broke the protocol: " + what;
    }
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static LiveReport run(LiveSettings settings, Consumer<String> progress) {
    return EventLoop.run(
        settings.pause().multipliedBy(2L * settings.count()).plus(SETUP),
        context -> new LiveRun(settings, progress, context).play());
  }

  private Future<LiveReport> play() {
    Patience patience = new Patience(vertx, System.nanoTime() + SETUP.toNanos(), failure -> {});
    return patience
        .ask(agent::connect)
        .compose(online -> patience.ask(contact::connect))
        .compose(online -> patience.ask(this::open))
        .compose(first -> agent.join(Analytics.FEED.at(first.org()).toString(), this::hear))
        .compose(joined -> pause(CALM_MS))
        .compose(calm -> openNow())
        .compose(
            open -> {
              counted = open;
              progress.accept("Opening " + settings.count() + " conversations");
              return openEach(settings.count());
            })
        .compose(opened -> pause(LAST_WORDS_MS))
        .compose(over -> report());
  }

  private Future<Conversation> open() {
    OpenConversation request =
        new OpenConversation(new ConversationId(UUID.randomUUID()), null, null, null, null);
    return contact
        .ask(Messaging.OPEN.address(), request)
        .map(reply -> Json.read(reply, Conversation.class));
  }

  private Future<Long> openNow() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return agent
        .ask(Analytics.OVERVIEW.address(), new ReadOverview(now.minusSeconds(60), now, null))
        .map(overview -> overview.path("openNow").asLong());
  }

  /** At random moments: figures are announced once a second, and may not keep step with us. */
  private Future<Void> openEach(int left) {
    return left == 0
        ? Future.succeededFuture()
        : pause(1 + random.nextLong(2 * settings.pause().toMillis()))
            .compose(due -> open())
            .compose(
                opened -> {
                  acknowledged();
                  return openEach(left - 1);
                });
  }

  private void acknowledged() {
    if (early > 0) {
      early--;
      behind.record(0);
    } else {
      waiting.add(System.nanoTime());
    }
  }

  private void hear(JsonNode event) {
    if (!event.path("type").asText().equals("analytics.changed") || counted < 0) {
      return;
    }
    long open = event.path("openNow").asLong();
    for (long now = System.nanoTime(); counted < open; counted++) {
      if (waiting.isEmpty()) {
        early++;
      } else {
        behind.record(now - waiting.remove());
      }
    }
  }

  private Future<LiveReport> report() {
    agent.leave();
    contact.leave();
    return fault == null
        ? Future.succeededFuture(new LiveReport(settings.count(), waiting.size(), behind.summary()))
        : Future.failedFuture(new RunFailure("The run broke off: " + fault + ".", null));
  }

  private Future<Void> pause(long ms) {
    Promise<Void> paused = Promise.promise();
    vertx.timer(ms, TimeUnit.MILLISECONDS).onComplete(due -> paused.complete());
    return paused.future();
  }
}
