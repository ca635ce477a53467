package dev.campfire.bridge.socket;

import dev.campfire.bridge.BridgeMeter;
import dev.campfire.bridge.Limits;
import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.ClientAddress;
import dev.campfire.bridge.core.EndedRight;
import dev.campfire.bridge.core.Frames;
import dev.campfire.bridge.core.TokenBucket;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.session.AuthenticateSocket;
import dev.campfire.contract.session.FeedEvent;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.json.WireJson;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One client's socket, from its opening to its end: reads each frame, and answers it, refuses it or
 * hands it on, in the order in which they came.
 */
final class SocketSession {
  /** How long a client may go on not reading what stands before its close frame. */
  private static final long LAST_WORDS_MS = 5_000;

  /**
   * For how long a client is not listened to after a frame that was refused. Whoever goes on is
   * still sent away within two seconds.
   */
  private static final long REST_MS = 5;

  private final Vertx vertx;
  private final BridgeNode node;
  private final StockBridge stock;
  private final SockJSSocket socket;
  private final StockSocket stockSocket;
  private final Consumer<SocketSession> ended;
  private final Intake intake;
  private final Outlet outlet;
  private final SignIn signIn;
  private final Requests requests;
  private final Feeds feeds;
  private final RefusalWindow refusals = new RefusalWindow();
  private final TokenBucket unanswered;
  private final long openedAtMs;

  /** Seldom anything: room for sixteen would be kept by ten thousand. */
  private final Deque<Buffer> waiting = new ArrayDeque<>(0);

  private boolean isSigningIn;
  private boolean isOver;
  private long pingedAtMs;

  /**
   * @param ended called when the connection is gone
   */
  SocketSession(
      Vertx vertx,
      BridgeNode node,
      StockBridge stock,
      SockJSSocket socket,
      Consumer<SocketSession> ended) {
    this.vertx = vertx;
    this.node = node;
    this.stock = stock;
    this.socket = socket;
    this.ended = ended;
    this.stockSocket = new StockSocket(socket, this);
    this.intake = new Intake(socket);
    this.outlet = new Outlet(socket, intake, () -> close(CloseCode.BEHIND));
    this.signIn =
        new SignIn(
            node,
            socket.headers().get(HttpHeaders.ORIGIN),
            ClientAddress.of(node.config(), socket.headers(), socket.remoteAddress()));
    this.requests = new Requests(node, this, intake);
    this.feeds =
        new Feeds(
            node,
            this,
            BridgeMeter.EVENTS.counter(node.meters()),
            BridgeMeter.DROPPED.counter(node.meters()));
    this.openedAtMs = node.clock().millis();
    this.pingedAtMs = openedAtMs;
    this.unanswered = new TokenBucket(Limits.UNANSWERED, openedAtMs);
  }

  /** Begins to read. */
  void start() {
    socket.closeHandler(gone -> end());
    socket.exceptionHandler(this::fail);
    stock.open(stockSocket);
    socket.handler(this::read);
  }

  /** A lost connection, or what cannot be read from it: a message in too many fragments, say. */
  private void fail(Throwable failure) {
    if (failure instanceof IllegalStateException) {
      // Vert.x drops such a message and goes on; the client would wait for its answer.
      close(CloseCode.TOO_LARGE);
    }
  }

  private void read(Buffer bytes) {
    if (isOver) {
      return;
    }
    if (isSigningIn) {
      waiting.add(bytes);
    } else {
      handle(FrameReader.read(bytes));
    }
  }

  private void handle(ClientFrame frame) {
    try {
      if (frame instanceof ClientFrame.Ping) {
        ping();
      } else if (frame instanceof ClientFrame.Unreadable unreadable) {
        BridgeMeter.UNREADABLE.counter(node.meters()).increment();
        answer(Frames.unreadable(unreadable.reason()));
        countRefusal();
      } else if (frame instanceof ClientFrame.Send send
          && send.address().equals(Sessions.AUTH.address())) {
        signIn(send);
      } else {
        handle(frame, signIn.caller());
      }
    } catch (RuntimeException refusal) {
      refuse(frame, refusal);
    }
  }

  private void handle(ClientFrame frame, Caller caller) {
    if (frame instanceof ClientFrame.Send send) {
      requests.send(caller, send);
    } else if (frame instanceof ClientFrame.Register register) {
      feeds.register(caller, register.address()).onFailure(failure -> refuse(frame, failure));
    } else if (frame instanceof ClientFrame.Unregister unregister) {
      countUnanswered();
      feeds.unregister(unregister.address());
    } else if (frame instanceof ClientFrame.Publish) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "Clients do not publish.");
    } else if (frame instanceof ClientFrame.Malformed malformed) {
      throw ProblemException.invalid(malformed.field(), malformed.message());
    }
  }

  private void ping() {
    pingedAtMs = node.clock().millis();
    if (countUnanswered()) {
      answer(Frames.PONG);
    }
  }

  /**
   * Frames that are not refused have a budget too.
   *
   * @return whether this one was within it
   */
  private boolean countUnanswered() {
    boolean isWithin = unanswered.take(node.clock().millis()) == 0;
    if (!isWithin) {
      countRefusal();
    }
    return isWithin;
  }

  private void signIn(ClientFrame.Send send) {
    isSigningIn = true;
    intake.hold();
    signIn
        .take(send)
        .onComplete(
            opened -> signedIn(send, opened),
            failure -> {
              refuse(send, failure);
              goOn();
            });
  }

  private void signedIn(ClientFrame.Send send, AuthenticateSocket.Opened opened) {
    if (send.replyAddress() != null) {
      answer(Frames.received(send.replyAddress(), WireJson.write(opened)));
    }
    goOn();
  }

  /** Frames behind a sign-in have waited for its answer (rule 1). */
  private void goOn() {
    isSigningIn = false;
    while (!waiting.isEmpty() && !isSigningIn && !isOver) {
      handle(FrameReader.read(waiting.poll()));
    }
    intake.release();
  }

  private void refuse(ClientFrame frame, Throwable failure) {
    if (fail(frame, failure).status() < 500) {
      countRefusal();
    }
  }

  /** Tells the client why there is no other answer. */
  Answers.Answer fail(ClientFrame frame, Throwable failure) {
    Answers.Answer answer = Answers.to(failure, frame.address());
    BridgeMeter.PROBLEMS.count(node.meters(), answer.code());
    answer(refusal(frame, answer));
    return answer;
  }

  private static Buffer refusal(ClientFrame frame, Answers.Answer answer) {
    return frame.replyAddress() != null
        ? Frames.failed(frame.replyAddress(), answer.status(), answer.json())
        : Frames.refused(frame.address(), answer.status(), answer.json());
  }

  private void countRefusal() {
    if (refusals.add(node.clock().millis())) {
      close(CloseCode.FLOODING);
    } else {
      rest();
    }
  }

  /** Hundreds who send garbage at once stand between everybody else's frames, not before them. */
  private void rest() {
    intake.hold();
    vertx.setTimer(REST_MS, over -> intake.release());
  }

  /** Writes what the client has asked for. */
  void answer(Buffer frame) {
    outlet.answer(frame);
  }

  /** Writes what happened on a feed, unless the caller's time is up. */
  void push(Buffer frame) {
    if (!signIn.isExpired(node.clock().instant())) {
      outlet.push(frame);
    }
  }

  /**
   * Writes what matters for a moment only, to a client that reads.
   *
   * @return whether it was written
   */
  boolean pushIfRead(Buffer frame) {
    return !signIn.isExpired(node.clock().instant()) && outlet.pushIfRead(frame);
  }

  /** Looks whether the socket's time is up; asked several times a second. */
  void check(Instant now) {
    if (isOver) {
      return;
    }
    long nowMs = now.toEpochMilli();
    if (!signIn.isDone()) {
      if (nowMs - openedAtMs >= Limits.SIGN_IN_WITHIN.toMillis()) {
        close(CloseCode.NO_SESSION);
        return;
      }
    } else if (signIn.isExpired(now)) {
      close(CloseCode.NO_SESSION);
      return;
    } else {
      signIn.recheck(nowMs, () -> close(CloseCode.NO_SESSION));
    }
    if (nowMs - pingedAtMs >= Limits.SILENCE.toMillis()) {
      close(CloseCode.SILENT);
    }
    outlet.check(nowMs);
  }

  /** A right has ended somewhere in the cluster. */
  void revoke(EndedRight right) {
    if (signIn.isOf(right)) {
      close(CloseCode.NO_SESSION);
    }
  }

  /** Tells the caller, on their own feed, that this node leaves. */
  void announceLeaving() {
    if (isOver || !signIn.isDone() || signIn.isExpired(node.clock().instant())) {
      return;
    }
    Caller caller = signIn.caller();
    String feed = Sessions.USER.at(caller.org(), caller.id()).toString();
    if (feeds.isOpen(feed)) {
      var leaving = new FeedEvent.NodeDraining(node.clock().instant());
      push(Frames.received(feed, WireJson.write(leaving)));
    }
  }

  void close(CloseCode why) {
    if (isOver) {
      return;
    }
    BridgeMeter.CLOSES.count(node.meters(), Integer.toString(why.code()));
    leave();
    outlet.whenEmpty(() -> socket.close(why.code(), why.reason()));
    vertx.setTimer(
        LAST_WORDS_MS,
        late -> {
          if (!outlet.isEmpty()) {
            HardClose.of(socket);
          }
        });
  }

  /** The connection is gone. */
  void end() {
    leave();
    stockSocket.leave();
    ended.accept(this);
  }

  /** Gives back all that the socket has held; its last bytes may still be on their way. */
  private void leave() {
    if (!isOver) {
      isOver = true;
      outlet.shut();
      waiting.clear();
      requests.leave();
      feeds.clear();
      signIn.leave();
    }
  }

  boolean isOver() {
    return isOver;
  }

  StockBridge stock() {
    return stock;
  }

  StockSocket stockSocket() {
    return stockSocket;
  }

  Feeds feeds() {
    return feeds;
  }
}
