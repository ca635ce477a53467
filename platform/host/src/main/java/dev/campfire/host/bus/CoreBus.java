package dev.campfire.host.bus;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Frame;
import dev.campfire.spi.Relay;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands and events over the core event bus of this node. */
public final class CoreBus implements Bus, Relay {
  /** Every event of the cluster travels to this one address (architecture decision 1). */
  static final String FEEDS = "feeds";

  private static final Logger LOGGER = LoggerFactory.getLogger(CoreBus.class);
  private static final String CALLER = "caller";
  private static final String TRACE = "trace";

  private final EventBus bus;
  private final Duration timeout;

  /**
   * @param timeout how long one try of a request may take
   */
  public CoreBus(Vertx vertx, Duration timeout) {
    this.bus = vertx.eventBus();
    this.timeout = timeout;
    bus.registerDefaultCodec(Frame.class, new FrameCodec());
  }

  @Override
  public <Q extends Record, R extends Record> Future<?> serve(
      Command<Q, R> command, Handler<Q, R> handler) {
    MessageConsumer<Buffer> consumer = bus.consumer(command.address());
    consumer.handler(message -> answer(command, handler, message));
    return consumer.completion();
  }

  private <Q extends Record, R extends Record> void answer(
      Command<Q, R> command, Handler<Q, R> handler, Message<Buffer> message) {
    Future<R> reply;
    try {
      Caller caller = WireJson.readTrusted(message.headers().get(CALLER), Caller.class);
      Q request = WireJson.readRequest(message.body(), command.request());
      reply = handler.handle(caller, request);
    } catch (RuntimeException e) {
      reply = Future.failedFuture(e);
    }
    reply.onComplete(
        done -> message.reply(WireJson.write(done)),
        failure -> refuse(command.address(), message, failure));
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
    return forward(command.address(), caller, WireJson.write(request))
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
  public Future<Buffer> forward(String address, Caller caller, Buffer body) {
    String trace = newTrace();
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(timeout.toMillis())
            .addHeader(CALLER, WireJson.writeText(caller))
            .addHeader(TRACE, trace);
    return ask(address, body, options)
        .recover(
            failure ->
                isRefusal(failure) ? Future.failedFuture(failure) : ask(address, body, options))
        .recover(failure -> Future.failedFuture(asRefusal(address, trace, failure)));
  }

  /** This node's own consumer if there is one, else the next node's that has one. */
  private Future<Buffer> ask(String address, Buffer body, DeliveryOptions options) {
    DeliveryOptions local = new DeliveryOptions(options).setLocalOnly(true);
    return bus.<Buffer>request(address, body, local)
        .recover(
            failure ->
                failure instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.NO_HANDLERS
                    ? bus.request(address, body, options)
                    : Future.failedFuture(failure))
        .map(Message::body);
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE;
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
        Buffer.buffer("{\"type\":\"rec\",\"address\":\"" + name + "\",\"body\":")
            .appendBuffer(WireJson.write(event))
            .appendByte((byte) '}');
    bus.publish(FEEDS, new Frame(name, changeSeq, bytes));
  }

  @Override
  public Future<?> onEvent(Consumer<Frame> receiver) {
    MessageConsumer<Frame> consumer = bus.consumer(FEEDS);
    consumer.handler(message -> receiver.accept(message.body()));
    return consumer.completion();
  }
}
