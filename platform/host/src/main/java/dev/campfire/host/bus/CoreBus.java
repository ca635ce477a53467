package dev.campfire.host.bus;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Frame;
import dev.campfire.spi.Offer;
import dev.campfire.spi.Relay;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands and events over the core event bus of this node. */
public final class CoreBus implements Bus, Relay {
  /** Every event of the cluster travels to this one address (architecture decision 1). */
  private static final String FEEDS = "feeds";

  /**
   * Except for what matters for a moment only: there is most of it, and verticles that act upon
   * what is committed are not to be woken by it.
   */
  private static final String MOMENTS = "moments";

  /** Every signal of the cluster does so too. */
  private static final String SIGNALS = "signals";

  private static final Logger LOGGER = LoggerFactory.getLogger(CoreBus.class);
  private static final String CALLER = "caller";
  private static final String TRACE = "trace";
  private static final String BEFORE_ADDRESS = "{\"type\":\"rec\",\"address\":\"";
  private static final String BEFORE_BODY = "\",\"body\":";

  /** How long a cluster that has just lost a node goes on naming it. */
  private static final long REGISTRY_LAG_MS = 100;

  private final Vertx vertx;
  private final EventBus bus;
  private final Duration timeout;
  private final Clock clock;
  private final Registrations registrations;
  private final Offers offers;
  private final SharedAddress signals;
  private final CallerTexts callers = new CallerTexts();
  private final Map<String, SharedAddress> insides = new ConcurrentHashMap<>();
  private final AtomicInteger inHand = new AtomicInteger();

  /**
   * @param timeout how long one try of a request may take
   */
  public CoreBus(Vertx vertx, Duration timeout, Clock clock) {
    this.vertx = vertx;
    this.bus = vertx.eventBus();
    this.timeout = timeout;
    this.clock = clock;
    this.registrations = new Registrations(vertx);
    this.offers = new Offers(vertx, this);
    this.signals = new SharedAddress(SIGNALS, unheard -> {}, vertx, registrations);
    bus.registerDefaultCodec(Frame.class, new FrameCodec());
  }

  @Override
  public <Q extends Record, R extends Record> Future<?> serve(
      Command<Q, R> command, Handler<Q, R> handler) {
    String address = command.address();
    Consumer<Message<Buffer>> answer = message -> answer(command, handler, message);
    return isInternal(command)
        ? insides.computeIfAbsent(part(address), this::inside).take(address, answer)
        : registrations.add(address, () -> bus.<Buffer>consumer(address).handler(answer::accept));
  }

  private static boolean isInternal(Command<?, ?> command) {
    return command.audience() == Audience.INTERNAL;
  }

  /** The part of Campfire that serves an address: all its internal commands share one. */
  private static String part(String address) {
    return address.substring(0, address.indexOf('.'));
  }

  private SharedAddress inside(String part) {
    return new SharedAddress(part, CoreBus::refuseUnserved, vertx, registrations);
  }

  /** A node of an older release has the part and not the command. */
  private static void refuseUnserved(Message<Buffer> message) {
    refuse(
        message.address(),
        message,
        ProblemException.unavailable("The part that answers this does not know it yet.", null));
  }

  /** Takes part in the cluster's talk about extensions. */
  public Future<Void> begin() {
    return offers.begin(registrations);
  }

  /** What extensions bring. */
  public Offers offers() {
    return offers;
  }

  /** What is announced, for those who act upon it. */
  public CoreEvents events() {
    return new CoreEvents(this);
  }

  @Override
  public void onOffers(Consumer<List<Offer>> receiver) {
    offers.onChange(receiver);
  }

  /**
   * Serves an address whose bodies are read by whoever answers them.
   *
   * @return done when the whole cluster knows
   */
  public Future<?> serve(String address, BiFunction<Caller, Buffer, Future<Buffer>> handler) {
    return registrations.add(
        address,
        () ->
            bus.<Buffer>consumer(address)
                .handler(
                    message ->
                        answer(address, message, caller -> handler.apply(caller, message.body()))));
  }

  /** What this node answers to. */
  public Registrations registrations() {
    return registrations;
  }

  /** How many commands are being answered now. */
  public int inHand() {
    return inHand.get();
  }

  /**
   * Takes on nothing more and finishes what was taken on.
   *
   * @param patience of the last part
   */
  public Future<Void> withdraw(Duration patience) {
    Promise<Void> finished = Promise.promise();
    long until = System.nanoTime() + patience.toNanos();
    registrations
        .end()
        .onComplete(
            known ->
                vertx.setPeriodic(
                    10,
                    timer -> {
                      if (inHand.get() == 0 || System.nanoTime() > until) {
                        vertx.cancelTimer(timer);
                        finished.complete();
                      }
                    }));
    return finished.future();
  }

  private <Q extends Record, R extends Record> void answer(
      Command<Q, R> command, Handler<Q, R> handler, Message<Buffer> message) {
    answer(
        command.address(),
        message,
        caller ->
            handler
                .handle(caller, WireJson.readRequest(message.body(), command.request()))
                .map(WireJson::write));
  }

  private void answer(
      String address, Message<Buffer> message, Function<Caller, Future<Buffer>> handler) {
    Future<Buffer> reply;
    try {
      reply = handler.apply(callers.read(message.headers().get(CALLER)));
    } catch (RuntimeException | LinkageError e) {
      reply = Future.failedFuture(e);
    }
    inHand.incrementAndGet();
    reply
        .onComplete(answered -> inHand.decrementAndGet())
        .onComplete(message::reply, failure -> refuse(address, message, failure));
  }

  private static void refuse(String address, Message<Buffer> message, Throwable failure) {
    String trace = message.headers().get(TRACE);
    Problem problem = problem(address, trace, failure);
    message.fail(problem.status(), WireJson.writeText(problem));
  }

  /** The problem that a failure is answered with; what is not the caller's business is logged. */
  private static Problem problem(String address, String trace, Throwable failure) {
    if (failure instanceof Relay.Refusal refusal) {
      // A command asked another and passes on its problem.
      return WireJson.readTrusted(refusal.getMessage(), Problem.class);
    }
    if (!(failure instanceof ProblemException refused)) {
      LOGGER
          .atError()
          .addKeyValue("trace", trace)
          .addKeyValue("address", address)
          .setCause(failure)
          .log("Command failed unexpectedly");
      return ProblemException.of(
              ProblemCode.INTERNAL, "The server's log has the details under this instance.")
          .problem(trace);
    }
    boolean ours = refused.code() == ProblemCode.UNAVAILABLE;
    (ours ? LOGGER.atWarn().setCause(refused.getCause()) : LOGGER.atDebug())
        .addKeyValue("trace", trace)
        .addKeyValue("address", address)
        .addKeyValue("code", refused.code().wireName())
        .log("Command refused");
    return refused.problem(trace);
  }

  @Override
  public <Q extends Record, R extends Record> Future<R> request(
      Command<Q, R> command, Caller caller, Q request) {
    return forward(command, caller, WireJson.write(request))
        .map(reply -> WireJson.readTrusted(reply, command.reply()))
        .recover(CoreBus::asProblem);
  }

  /** Inside Campfire a refusal is an exception like any other. */
  private static <R> Future<R> asProblem(Throwable failure) {
    return Future.failedFuture(
        failure instanceof Relay.Refusal refusal
            ? ProblemException.from(WireJson.readTrusted(refusal.getMessage(), Problem.class))
            : failure);
  }

  @Override
  public Future<Buffer> forward(Command<?, ?> command, Caller caller, Buffer body) {
    String address = command.address();
    return isInternal(command)
        ? forward(part(address), caller, body, SharedAddress.mark(new DeliveryOptions(), address))
        : forward(address, caller, body);
  }

  @Override
  public Future<Buffer> forward(String address, Caller caller, Buffer body) {
    return forward(address, caller, body, new DeliveryOptions());
  }

  private Future<Buffer> forward(
      String address, Caller caller, Buffer body, DeliveryOptions options) {
    String trace = newTrace();
    options
        .setSendTimeout(timeout.toMillis())
        .addHeader(CALLER, callers.write(caller))
        .addHeader(TRACE, trace);
    return ask(address, body, options)
        .recover(
            failure ->
                isRefusal(failure)
                    ? Future.failedFuture(failure)
                    : afterRegistryLag(failure).compose(waited -> ask(address, body, options)))
        .recover(failure -> Future.failedFuture(asRefusal(address, trace, failure)));
  }

  /** This node's own consumer if there is one, else the next node's that has one. */
  private Future<Buffer> ask(String address, Buffer body, DeliveryOptions options) {
    DeliveryOptions local = new DeliveryOptions(options).setLocalOnly(true);
    return bus.<Buffer>request(address, body, local)
        .recover(
            failure ->
                isOf(failure, ReplyFailure.NO_HANDLERS)
                    ? bus.request(address, body, options)
                    : Future.failedFuture(failure))
        .map(Message::body);
  }

  private static boolean isRefusal(Throwable failure) {
    return isOf(failure, ReplyFailure.RECIPIENT_FAILURE);
  }

  private static boolean isOf(Throwable failure, ReplyFailure type) {
    return failure instanceof ReplyException reply && reply.failureType() == type;
  }

  /** A node that has just left still stands in the registry: at once we would ask it again. */
  private Future<?> afterRegistryLag(Throwable failure) {
    return isOf(failure, ReplyFailure.NO_HANDLERS)
        ? vertx.timer(REGISTRY_LAG_MS, TimeUnit.MILLISECONDS)
        : Future.succeededFuture();
  }

  private static Relay.Refusal asRefusal(String address, String trace, Throwable failure) {
    if (isRefusal(failure)) {
      ReplyException refusal = (ReplyException) failure;
      return new Relay.Refusal(refusal.failureCode(), refusal.getMessage());
    }
    ProblemException unavailable =
        ProblemException.unavailable("The part that answers this is not reachable.", failure);
    Problem problem = problem(address, trace, unavailable);
    return new Relay.Refusal(problem.status(), WireJson.writeText(problem));
  }

  private static String newTrace() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  @Override
  public <E> void publish(Topic.Address<E> address, E event, long changeSeq) {
    String name = address.toString();
    Buffer bytes =
        Buffer.buffer(BEFORE_ADDRESS + name + BEFORE_BODY)
            .appendBuffer(WireJson.write(event))
            .appendByte((byte) '}');
    spread(address(address.topic()), new Frame(name, changeSeq, clock.millis(), bytes));
  }

  private static String address(Topic<?> topic) {
    return topic.isEphemeral() ? MOMENTS : FEEDS;
  }

  /**
   * Says something to all nodes. A hint may be lost, and its sender must not fall over it: while a
   * node that has just died still stands in the registry, Vert.x completes the promise of such a
   * message a second time and throws.
   */
  void spread(String address, Object what) {
    spread(address, what, new DeliveryOptions());
  }

  private void spread(String address, Object what, DeliveryOptions options) {
    try {
      bus.publish(address, what, options);
    } catch (IllegalStateException deadLink) {
      LOGGER.atDebug().addKeyValue("address", address).setCause(deadLink).log("A hint was lost");
    }
  }

  private static Buffer body(Frame frame) {
    int start = BEFORE_ADDRESS.length() + frame.address().length() + BEFORE_BODY.length();
    return frame.bytes().getBuffer(start, frame.bytes().length() - 1);
  }

  @Override
  public <E> Future<?> listen(Topic<E> topic, Listener<E> listener) {
    return receive(
        address(topic),
        frame -> {
          Topic.Address<E> address = topic.parse(frame.address());
          if (address != null) {
            listener.heard(
                address, () -> Optional.ofNullable(WireJson.readEvent(body(frame), topic.event())));
          }
        });
  }

  @Override
  public <S extends Record> void tell(Signal<S> signal, S what) {
    spread(SIGNALS, WireJson.write(what), SharedAddress.mark(new DeliveryOptions(), signal.name()));
  }

  @Override
  public <S extends Record> Future<?> hear(Signal<S> signal, Consumer<S> listener) {
    return signals.take(
        signal.name(),
        message -> listener.accept(WireJson.readTrusted(message.body(), signal.type())));
  }

  @Override
  public Future<?> onEvent(Consumer<Frame> receiver) {
    return Future.all(receive(FEEDS, receiver), receive(MOMENTS, receiver));
  }

  private Future<Void> receive(String address, Consumer<Frame> receiver) {
    return registrations.add(
        address,
        () -> bus.<Frame>consumer(address).handler(message -> receiver.accept(message.body())));
  }
}
