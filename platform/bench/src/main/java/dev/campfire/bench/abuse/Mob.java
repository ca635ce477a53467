package dev.campfire.bench.abuse;

import dev.campfire.bench.Until;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.load.EventLoop;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All of the crowd, on an event loop of their own so that they do not delay the honest ones. */
final class Mob implements AutoCloseable {
  /** They come over two seconds. */
  private static final int ARRIVAL_MS = 2_000;

  /** Little room in the kernel, so that what the deaf do not read is soon felt. */
  private static final int NARROW_BYTES = 4_096;

  /** The event loop is busy, but not for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Cast cast;
  private final EventLoop loop = new EventLoop();
  private final Vertx vertx = loop.vertx();
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private final Intruder.Gathering gathering = new Intruder.Gathering();
  private final Random random = new Random(1);

  /**
   * @param cast whose target and widget key they use
   */
  Mob(Cast cast) {
    this.cast = cast;
    for (Kind kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
  }

  /** They come. */
  void gather() {
    call(
        () -> {
          for (Kind kind : Kind.values()) {
            HttpClientOptions http = new HttpClientOptions();
            http.setLocalAddress(kind.address());
            SignIn signIn = new SignIn(vertx.createHttpClient(http), cast.target());
            Intruder.Place place = place(kind);
            for (int i = 0; i < kind.number(); i++) {
              Intruder intruder =
                  new Intruder(place, kind, tallies.get(kind), tokens(kind, signIn));
              vertx.setTimer(1 + random.nextInt(ARRIVAL_MS), due -> intruder.come());
            }
          }
          return null;
        });
  }

  private TokenSource tokens(Kind kind, SignIn signIn) {
    return kind.signsIn()
        ? new TokenSource(signIn.contact(cast.widgetKey()), Clock.systemUTC(), random)
        : null;
  }

  private Intruder.Place place(Kind kind) {
    WebSocketClientOptions options =
        new WebSocketClientOptions().setMaxConnections(kind.number()).setMaxFrameSize(1 << 20);
    options.setLocalAddress(kind.address());
    options.setReceiveBufferSize(kind == Kind.DEAF ? NARROW_BYTES : -1);
    WebSocketConnectOptions door =
        new WebSocketConnectOptions()
            .setHost(cast.target().host())
            .setPort(cast.target().port())
            .setSsl(cast.target().tls())
            .setURI("/eventbus/websocket")
            .setTimeout(10_000)
            .setAllowOriginHeader(false);
    return new Intruder.Place(vertx, vertx.createWebSocketClient(options), door, random, gathering);
  }

  /**
   * One line for somebody who waits. Does not wait for the crowd's busy event loop: the honest
   * ones' asks for it, and would stand still for as long.
   */
  String progress() {
    return tallies.entrySet().stream()
        .map(of -> of.getKey().name().toLowerCase(Locale.ROOT) + " " + of.getValue().inside())
        .collect(Collectors.joining(", ", "inside: ", ""));
  }

  /**
   * Nobody comes any more; those who are inside go on until they are sent away.
   *
   * @param patience how long they are waited for
   */
  List<AbuseReport.Crowd> disperse(Duration patience) {
    call(
        () -> {
          gathering.end();
          return null;
        });
    Until.holdsOrNot(patience, () -> call(this::inside) == 0);
    return call(
        () ->
            tallies.entrySet().stream()
                .map(entry -> entry.getValue().report(entry.getKey()))
                .toList());
  }

  private int inside() {
    return tallies.values().stream().mapToInt(Tally::inside).sum();
  }

  /** On the event loop, where everything of the crowd is. */
  private <T> T call(Supplier<T> work) {
    return loop.call(PATIENCE, here -> Future.succeededFuture(work.get()));
  }

  @Override
  public void close() {
    loop.close();
  }
}
