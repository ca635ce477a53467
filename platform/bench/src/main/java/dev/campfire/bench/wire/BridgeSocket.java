package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One raw WebSocket that speaks the bridge protocol, from open to close. */
final class BridgeSocket {
  /** Contract section 3.2. */
  private static final long PING_EVERY_MS = 25_000;

  private static final long REQUEST_TIMEOUT_NANOS = 10_000_000_000L;

  private final Vertx vertx;
  private final WebSocket socket;
  private final Listener listener;
  private final Map<Integer, Pending> pending = new LinkedHashMap<>();
  private final Set<Integer> givenUp = new HashSet<>();
  private final long pinger;
  private long sweeper = -1;
  private int lastReply;
  private boolean awaitsPong;
  private boolean closed;

  /** What happens on the socket besides replies. */
  interface Listener {
    void event(String address, JsonNode body);

    /** A frame was refused that was no request: a register. */
    void refused(String address, RequestFailure failure);

    /** A frame that the protocol does not know, or a second answer to one request. */
    void fault(String what);

    /** The socket is gone; every request in flight has failed. */
    void closed(int code);
  }

  private record Pending(String address, long sinceNanos, Promise<JsonNode> reply) {}

  private BridgeSocket(Vertx vertx, WebSocket socket, Listener listener) {
    this.vertx = vertx;
    this.socket = socket;
    this.listener = listener;
    // The bridge answers in binary frames, but a text frame is as good.
    socket.binaryMessageHandler(frame -> receive(frame.getBytes()));
    socket.textMessageHandler(frame -> receive(frame.getBytes(StandardCharsets.UTF_8)));
    socket.closeHandler(gone -> lost());
    socket.exceptionHandler(failure -> {});
    pinger = vertx.setPeriodic(PING_EVERY_MS, tick -> ping());
  }

  static Future<BridgeSocket> open(
      Vertx vertx, WebSocketClient client, Target target, Listener listener) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.tls())
            .setURI("/eventbus/websocket")
            .setTimeout(10_000)
            // A program has no page that it came from (contract section 1).
            .setAllowOriginHeader(false);
    return client
        .connect(options)
        .map(socket -> new BridgeSocket(vertx, socket, listener))
        .recover(
            failure ->
                Future.failedFuture(
                    RequestFailure.connectionLost("/eventbus: " + failure.getMessage())));
  }

  /**
   * Asks an address.
   *
   * @return the body of the reply; fails with {@link RequestFailure}, {@code timeout} after 10 s
   */
  Future<JsonNode> request(String address, Object body) {
    if (closed) {
      return Future.failedFuture(RequestFailure.connectionLost("closed"));
    }
    int number = ++lastReply;
    Promise<JsonNode> reply = Promise.promise();
    pending.put(number, new Pending(address, System.nanoTime(), reply));
    if (sweeper < 0) {
      sweeper = vertx.setPeriodic(1_000, tick -> giveUpOld());
    }
    socket.writeTextMessage(Frames.send(address, "r" + number, body));
    return reply.future();
  }

  /** Listens to a feed; {@code feed.joined} on its address says that the server does so. */
  void register(String address) {
    if (!closed) {
      socket.writeTextMessage(Frames.register(address));
    }
  }

  void close() {
    socket.close();
  }

  /** Ends the connection without a close frame. */
  void cut() {
    ((WebSocketInternal) socket).channelHandlerContext().close();
  }

  private void receive(byte[] bytes) {
    Frames.Received received = Frames.read(bytes);
    if (received instanceof Frames.Received.Delivery delivery) {
      if (isReply(delivery.address())) {
        settle(delivery.address(), reply -> reply.complete(delivery.body()));
      } else {
        listener.event(delivery.address(), delivery.body());
      }
    } else if (received instanceof Frames.Received.Refusal refusal) {
      if (isReply(refusal.address())) {
        settle(refusal.address(), reply -> reply.fail(refusal.failure()));
      } else {
        listener.refused(refusal.address(), refusal.failure());
      }
    } else if (received instanceof Frames.Received.Unreadable unreadable) {
      listener.fault("sent " + unreadable.reason());
    } else {
      awaitsPong = false;
    }
  }

  private static boolean isReply(String address) {
    return address.length() > 1 && address.charAt(0) == 'r' && Character.isDigit(address.charAt(1));
  }

  private void settle(String replyAddress, Consumer<Promise<JsonNode>> how) {
    int number = Integer.parseInt(replyAddress.substring(1));
    Pending asked = pending.remove(number);
    if (asked != null) {
      how.accept(asked.reply());
    } else if (!givenUp.remove(number)) {
      listener.fault("answered twice, or what was not asked");
    }
  }

  /**
   * In the order in which they were asked, so the first young one ends the search. Ten thousand
   * sockets that ask for nothing do without it.
   */
  private void giveUpOld() {
    if (pending.isEmpty()) {
      vertx.cancelTimer(sweeper);
      sweeper = -1;
    }
    long now = System.nanoTime();
    Iterator<Map.Entry<Integer, Pending>> oldest = pending.entrySet().iterator();
    Map<Integer, Pending> old = new LinkedHashMap<>();
    while (oldest.hasNext()) {
      Map.Entry<Integer, Pending> asked = oldest.next();
      if (now - asked.getValue().sinceNanos() < REQUEST_TIMEOUT_NANOS) {
        break;
      }
      old.put(asked.getKey(), asked.getValue());
      oldest.remove();
    }
    givenUp.addAll(old.keySet());
    old.values().forEach(asked -> asked.reply().fail(RequestFailure.timeout(asked.address())));
  }

  private void ping() {
    if (awaitsPong) {
      // Nothing for a whole period: the link is half open, which nobody else would notice.
      socket.close();
      return;
    }
    awaitsPong = true;
    socket.writeTextMessage(Frames.PING);
  }

  private void lost() {
    closed = true;
    vertx.cancelTimer(sweeper);
    vertx.cancelTimer(pinger);
    Map<Integer, Pending> unanswered = new LinkedHashMap<>(pending);
    pending.clear();
    RequestFailure failure = RequestFailure.connectionLost("the socket closed");
    unanswered.values().forEach(asked -> asked.reply().fail(failure));
    Short code = socket.closeStatusCode();
    listener.closed(code == null ? 1006 : code);
  }
}
