package dev.campfire.bench.http;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.load.Abreast;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.load.Slot;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Phase;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.wire.RequestFailure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What programs ask over HTTP: at a fixed rate, then as much at a time as they like. */
public final class ApiRun {
  private static final int AT_ONCE = 16;

  /** A request is given up after ten. */
  private static final int LAST_ANSWERS_S = 15;

  private final ApiSettings settings;
  private final Observed observed;
  private final Consumer<String> progress;
  private final Context context;
  private final Timeline timeline;
  private final Questions questions;
  private final Desk desk;
  private final Desk crowdedDesk;
  private final String[] conversations;
  private final Map<Request, Latency> ofKind = new EnumMap<>(Request.class);
  private final Map<String, Long> crowdErrors = new TreeMap<>();
  private final Latency crowdLatency = new Latency();
  private long crowdStartNanos;
  private long crowdNanos;

  private ApiRun(
      ApiSettings settings, Observed observed, Consumer<String> progress, Context context) {
    this.settings = settings;
    this.observed = observed;
    this.progress = progress;
    this.context = context;
    this.timeline = new Timeline(observed);
    this.questions = new Questions(context, timeline, settings.load().schedule(), this::ask);
    this.desk = new Desk(context.owner(), settings.load().cast(), settings.load().connections());
    this.crowdedDesk =
        new Desk(context.owner(), settings.load().cast(), Math.max(1, settings.inFlight()));
    this.conversations = new String[settings.conversations()];
    for (Request request : Request.values()) {
      ofKind.put(request, new Latency());
    }
  }

  /**
   * Blocks until the run is over.
   *
   * @return what it found; fails with {@link RunFailure}
   */
  public static Result run(ApiSettings settings, Observed observed, Consumer<String> progress) {
    return EventLoop.run(
        settings.load().length().plus(settings.inFlightFor()).plusSeconds(2 * LAST_ANSWERS_S),
        context -> new ApiRun(settings, observed, progress, context).play());
  }

  private Future<Result> play() {
    progress.accept("Opening %,d conversations".formatted(conversations.length));
    return desk.signIn()
        .compose(signedIn -> crowdedDesk.signIn())
        .compose(signedIn -> Abreast.each(conversations.length, AT_ONCE, this::open))
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure(
                        "The run could not be set up: " + failure.getMessage() + ".", failure)))
        .compose(opened -> questions.ask(progress))
        .compose(asked -> crowd())
        .map(asked -> result())
        .onComplete(over -> timeline.close());
  }

  private Future<?> open(int number) {
    return desk.open("the parcel has not come")
        .onSuccess(opened -> conversations[number] = opened.id().toString());
  }

  private Future<?> ask(Slot slot) {
    Request request = Request.of(slot.ordinal());
    return request
        .ask(desk, conversation(slot.ordinal()), slot.ordinal())
        .onSuccess(
            answer -> {
              if (slot.phase() == Phase.MEASURED) {
                ofKind.get(request).record(System.nanoTime() - questions.intendedNanos(slot));
              }
            });
  }

  private String conversation(long ordinal) {
    return conversations[(int) (ordinal * 31 % conversations.length)];
  }

  /** Each asks again when it is answered: as much is open all the time. */
  private Future<Void> crowd() {
    if (settings.inFlight() == 0) {
      return Future.succeededFuture();
    }
    progress.accept("%,d in flight".formatted(settings.inFlight()));
    crowdStartNanos = System.nanoTime();
    List<Future<?>> lanes = new ArrayList<>();
    for (int lane = 0; lane < settings.inFlight(); lane++) {
      lanes.add(askOn(lane));
    }
    return Future.all(lanes)
        .onComplete(over -> crowdNanos = System.nanoTime() - crowdStartNanos)
        .mapEmpty();
  }

  private Future<?> askOn(long ordinal) {
    long nanos = System.nanoTime();
    return Request.of(ordinal)
        .ask(crowdedDesk, conversation(ordinal), ordinal)
        .onSuccess(answer -> crowdLatency.record(System.nanoTime() - nanos))
        .otherwise(
            failure -> {
              crowdErrors.merge(
                  failure instanceof RequestFailure known ? known.code() : "malformed_reply",
                  1L,
                  Long::sum);
              return null;
            })
        .compose(
            answered ->
                System.nanoTime() - crowdStartNanos < settings.inFlightFor().toNanos()
                    ? askOn(ordinal + settings.inFlight())
                    : Future.succeededFuture());
  }

  private Result result() {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.within("answered, p99", "ms", questions.summary().p99(), settings.mostP99Ms()));
    ofKind.forEach(
        (request, latency) ->
            rows.add(
                Row.told(
                    "of these, " + request.name().toLowerCase(Locale.ROOT) + ", p99",
                    "ms",
                    latency.summary().p99())));
    if (settings.inFlight() > 0) {
      String so = "with %,d in flight: ".formatted(settings.inFlight());
      rows.add(Row.none(so + "failed", crowdErrors.values().stream().mapToLong(n -> n).sum()));
      rows.add(
          Row.told(
              so + "answered", "requests/s", crowdLatency.summary().count() * 1e9 / crowdNanos));
      rows.add(Row.told(so + "p99", "ms", crowdLatency.summary().p99()));
    }
    List<String> remarks = new ArrayList<>();
    if (!crowdErrors.isEmpty()) {
      remarks.add("Failed in flight, by code: " + crowdErrors + ".");
    }
    return questions.result(
        "api",
        "agents' programs read, list, write, mark and change over HTTP",
        settings.shown(),
        observed,
        rows,
        "request",
        remarks);
  }
}
