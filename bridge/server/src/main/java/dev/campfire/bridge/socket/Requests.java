package dev.campfire.bridge.socket;

import dev.campfire.bridge.BridgeMeter;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.Frames;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.messaging.Messaging;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;

/** What one socket has asked and is not answered yet. */
final class Requests {
  /**
   * A request waits for those before it, and each of them at most for this long (two tries of the
   * bus). One that has waited as long as that is refused, so that nobody waits for 5 s (contract
   * section 2, {@code unavailable}).
   */
  private static final long PATIENCE_MS = 4_000;

  /**
   * What one socket has asked and is being looked up at a time; its messages, which have a budget
   * of their own and an order, aside. Whoever asks a hundred things at once waits for them longer,
   * and not everybody else.
   */
  private static final int AT_ONCE = 4;

  /**
   * @param acceptedAtMs when it was let in
   */
  private record Request(Caller caller, ClientFrame.Send send, long acceptedAtMs) {}

  private final BridgeNode node;
  private final SocketSession session;
  private final Turns turns;
  private final Timer acknowledgement;

  /** Messages to one conversation, of which each waits for the one before (promise 3). */
  private final InOrder messages = new InOrder();

  private int inFlight;

  /**
   * @param intake nothing is looked up while it is held: the client does not read what it has asked
   */
  Requests(BridgeNode node, SocketSession session, Intake intake) {
    this.node = node;
    this.session = session;
    this.turns = new Turns(AT_ONCE, () -> session.isOver() || !intake.isHeld());
    this.acknowledgement = BridgeMeter.ACKNOWLEDGEMENT.timer(node.meters());
    intake.onRelease(turns::goOn);
  }

  /**
   * Lets a request in, or not.
   *
   * @throws ProblemException why not
   */
  void send(Caller caller, ClientFrame.Send send) {
    Command<?, ?> command = node.catalogue().command(send.address(), caller);
    if (send.body() == null) {
      throw ProblemException.invalid("", "must be an object");
    }
    if (inFlight >= node.config().limits().requestsInFlight()) {
      throw ProblemException.rateLimited("Too many requests wait for their answers.", 1_000);
    }
    if (isMessage(command, send.body())) {
      node.budgets().chargeMessage(caller);
    } else {
      node.budgets().chargeRequest(caller);
    }
    inFlight++;
    if (command == Messaging.SYNC) {
      BridgeMeter.SYNCS.counter(node.meters()).increment();
    }
    forward(new Request(caller, repeatable(command, send), node.clock().millis()))
        .onComplete(
            reply -> {
              if (send.replyAddress() != null) {
                session.answer(Frames.received(send.replyAddress(), reply));
              }
            },
            failure -> session.fail(send, failure));
  }

  /** The bus may try twice, and must not open twice. */
  private ClientFrame.Send repeatable(Command<?, ?> command, ClientFrame.Send send) {
    return command != Messaging.OPEN || send.body().hasId()
        ? send
        : send.with(send.body().withId(node.ids().next()));
  }

  /** A conversation that is opened with a message counts as one: else it would be the way round. */
  private static boolean isMessage(Command<?, ?> command, ClientFrame.Body body) {
    return command == Messaging.SEND || (command == Messaging.OPEN && body.hasMessage());
  }

  /** Asks the core. */
  private Future<Buffer> forward(Request request) {
    String conversation = request.send.body().conversationId();
    boolean isOrdered =
        conversation != null && request.send.address().equals(Messaging.SEND.address());
    Future<Buffer> reply =
        isOrdered
            ? messages
                .after(conversation, () -> askInTime(request))
                .onSuccess(stored -> measure(request))
            : turns.take(() -> askInTime(request));
    return reply.onComplete(answered -> inFlight--);
  }

  private void measure(Request request) {
    acknowledgement.record(node.clock().millis() - request.acceptedAtMs, TimeUnit.MILLISECONDS);
  }

  private Future<Buffer> askInTime(Request request) {
    if (session.isOver()) {
      return Future.failedFuture(ProblemException.unavailable("The socket is closed.", null));
    }
    return node.clock().millis() - request.acceptedAtMs < PATIENCE_MS
        ? ask(request)
        : Future.failedFuture(
            ProblemException.unavailable("The requests before this one took too long.", null));
  }

  /** Nobody waits for the rest. */
  void leave() {
    turns.goOn();
  }

  private Future<Buffer> ask(Request request) {
    return node.core().forward(request.send.address(), request.caller, request.send.body().json());
  }
}
