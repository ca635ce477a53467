package dev.campfire.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.load.Abreast;
import dev.campfire.bench.load.Agents;
import dev.campfire.bench.load.Contents;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.load.Losses;
import dev.campfire.bench.load.Pacer;
import dev.campfire.bench.load.Schedule;
import dev.campfire.bench.load.Slot;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.watch.Track;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.SendMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** One organisation's agents, all of whom look at the list of its conversations. */
public final class InboxRun {
  private static final int AT_ONCE = 8;
  private static final int SIZE = 120;
  private static final long CALM_NANOS = 500_000_000L;

  /** Promise 4 of the contract (5 s), and a second for the bench itself. */
  private static final long DELIVERY_PATIENCE_NANOS = 6_000_000_000L;

  private final InboxSettings settings;
  private final Observed observed;
  private final Consumer<String> progress;
  private final Context context;
  private final Vertx vertx;
  private final Schedule schedule;
  private final Losses losses = new Losses();
  private final Timeline timeline;
  private final Track delivery;
  private final Track lag;
  private final LongAdder deliveredNow;
  private final ConversationId[] conversations;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Screen> screens = new ArrayList<>();
  private final long[] sent;
  private long startNanos;
  private long deliveries;
  private long lastDeliveryNanos;
  private long merged;

  private InboxRun(
      InboxSettings settings, Observed observed, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.observed = observed;
    this.progress = progress;
    this.context = context;
    this.vertx = context.owner();
    this.schedule = settings.schedule();
    this.timeline = new Timeline(observed);
    this.delivery =
        timeline.latency(
            "on an agent's list",
            "From the time at which a message should have gone until an agent's list tells of it.");
    this.lag =
        timeline.latency(
            "bench's own lag",
            "From the intended time until the bench really sent: contained in the others.");
    this.deliveredNow =
        timeline.rates("Throughput", "events/s", "To all agents together.", "delivered").get(0);
    this.conversations = new ConversationId[settings.cast().conversations()];
    this.sent = new long[conversations.length];
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static Result run(InboxSettings settings, Observed observed, Consumer<String> progress) {
    return EventLoop.run(
        settings.warmup().plus(settings.duration()),
        context -> new InboxRun(settings, observed, progress, context).play());
  }

  /** What one agent sees. */
  private final class Screen {
    private final long[] seen = new long[conversations.length];

    void hear(JsonNode event) {
      JsonNode conversation = event.path("conversation");
      Integer number = numbers.get(conversation.path("id").asText());
      long seq = conversation.path("lastMessage").path("seq").asLong();
      if (number == null || seq <= seen[number]) {
        return;
      }
      merged += seq - seen[number] - 1;
      seen[number] = seq;
      told(schedule.slot((seq - 1) * conversations.length + number));
    }

    private void told(Slot slot) {
      long now = System.nanoTime();
      delivery.record(now - startNanos - slot.offsetNanos(), slot.phase());
      deliveredNow.increment();
      deliveries += slot.phase();
      lastDeliveryNanos = now;
    }

    long missing() {
      long missing = 0;
      for (int number = 0; number < seen.length; number++) {
        missing += sent[number] - seen[number];
      }
      return missing;
    }
  }

  private Future<Result> play() {
    progress.accept(
        "%,d agents sign in and open %,d conversations"
            .formatted(settings.cast().agentSockets(), conversations.length));
    return Agents.connect(vertx, settings.cast(), losses)
        .compose(
            agents ->
                Abreast.each(conversations.length, AT_ONCE, number -> open(agents, number))
                    .compose(opened -> send(agents))
                    .onComplete(over -> agents.leave()))
        .onComplete(over -> timeline.close());
  }

  private Future<Void> open(Agents agents, int number) {
    ConversationId id = new ConversationId(UUID.randomUUID());
    conversations[number] = id;
    numbers.put(id.toString(), number);
    OpenConversation request =
        new OpenConversation(
            id, null, null, null, new OpenConversation.ContactDetails(null, "bench", null));
    return sender(agents, number)
        .ask(Messaging.OPEN.address(), request)
        .map(reply -> Json.read(reply, Conversation.class))
        .compose(
            opened ->
                number == 0
                    ? listen(agents, Messaging.INBOX.at(opened.org()).toString())
                    : Future.succeededFuture());
  }

  private static Person sender(Agents agents, int number) {
    return agents.all().get(number % agents.all().size());
  }

  private Future<Void> listen(Agents agents, String inbox) {
    return Abreast.each(
        agents.all().size(),
        AT_ONCE,
        number -> {
          Screen screen = new Screen();
          screens.add(screen);
          return agents.all().get(number).join(inbox, screen::hear);
        });
  }

  private Future<Result> send(Agents agents) {
    Instant startedAt = Instant.now();
    losses.forget();
    timeline.start();
    startNanos = System.nanoTime() + CALM_NANOS;
    long timer = vertx.setPeriodic(1_000, second -> tell());
    return new Pacer(schedule, startNanos, context, slot -> send(agents, slot))
        .run()
        .onComplete(sent -> timeline.endMeasuring())
        .compose(sent -> settle())
        .onComplete(settled -> vertx.cancelTimer(timer))
        .map(settled -> result(startedAt));
  }

  private void send(Agents agents, Slot slot) {
    int number = slot.conversation();
    if (slot.ordinal() == schedule.warmupCount()) {
      timeline.beginMeasuring();
    }
    sent[number]++;
    lag.record(System.nanoTime() - startNanos - slot.offsetNanos(), slot.phase());
    SendMessage request =
        new SendMessage(
            conversations[number],
            new ClientMessageId(UUID.randomUUID()),
            Contents.of(slot.ordinal(), SIZE));
    sender(agents, number)
        .ask(Messaging.SEND.address(), request)
        .onFailure(
            failure ->
                losses.refused(
                    failure instanceof RequestFailure known ? known.code() : "malformed_reply"));
  }

  private void tell() {
    progress.accept(
        "%4d s  deliveries %,d  waiting %,d  p99 %.1f ms"
            .formatted(
                (System.nanoTime() - startNanos) / 1_000_000_000L,
                deliveries,
                missing(),
                delivery.summary().p99()));
  }

  private long missing() {
    return screens.stream().mapToLong(Screen::missing).sum();
  }

  private Future<Void> settle() {
    long latest = System.nanoTime() + DELIVERY_PATIENCE_NANOS;
    Promise<Void> settled = Promise.promise();
    vertx.setPeriodic(
        20,
        timer -> {
          if (missing() == 0 || System.nanoTime() > latest) {
            vertx.cancelTimer(timer);
            settled.complete();
          }
        });
    return settled.future();
  }

  private Result result(Instant startedAt) {
    double seconds = (lastDeliveryNanos - startNanos - settings.warmup().toNanos()) / 1e9;
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.reaching(
                "delivered",
                "events/s",
                deliveries / Math.max(1e-3, seconds),
                settings.leastDeliveries())
            .asked(1.0 * settings.rate() * settings.cast().agentSockets()));
    rows.add(
        Row.within(
            "on an agent's list, p99", "ms", delivery.summary().p99(), settings.mostP99Ms()));
    rows.add(Row.none("messages that a list does not tell of", missing()));
    rows.add(Row.none("connections lost", losses.lostCount()));
    rows.addAll(losses.rows());
    rows.add(Row.told("told of with a later one", "", merged));
    rows.addAll(timeline.usage().rows(deliveries, "event"));
    return new Result(
        "inbox",
        "%,d agents of one organisation look at the list of its conversations"
            .formatted(settings.cast().agentSockets()),
        startedAt,
        (System.nanoTime() - startNanos) / 1e9,
        settings.shown(),
        observed.environment(),
        rows,
        List.of(delivery.curve(), lag.curve()),
        timeline.series(),
        losses.remarks());
  }
}
