package dev.campfire.bridge.socket;

import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.core.Frames;
import dev.campfire.spi.Frame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.impl.EventBusBridgeImpl;
import java.time.Duration;

/**
 * The stock event-bus bridge of one edge verticle, and the hooks we hang into it. It permits
 * everything, because it is told nothing that {@link SocketSession} has not decided before; its own
 * limits and time-outs are out of the way for the same reason.
 */
final class StockBridge {
  private static final long NEVER_MS = Duration.ofDays(365).toMillis();

  private final EventBusBridgeImpl stock;
  private final String requestAddress;

  /**
   * @param requestAddress of this edge verticle's own consumer of requests: under a name that all
   *     share, another event loop would be picked in turn
   */
  StockBridge(Vertx edge, String requestAddress) {
    this.requestAddress = requestAddress;
    this.stock =
        new EventBusBridgeImpl(
            edge,
            null,
            new SockJSBridgeOptions()
                .addInboundPermitted(new PermittedOptions())
                .addOutboundPermitted(new PermittedOptions())
                .setMaxHandlersPerSocket(Integer.MAX_VALUE)
                .setPingTimeout(NEVER_MS)
                .setReplyTimeout(NEVER_MS),
            StockBridge::hook);
    edge.eventBus().localConsumer(requestAddress, StockBridge::answer);
  }

  void open(StockSocket socket) {
    stock.handle(socket);
  }

  /** Sends a request, which {@link #hook} puts into the frame. */
  void send(StockSocket socket, String replyAddress) {
    JsonObject frame = new JsonObject().put("type", "send").put("address", requestAddress);
    if (replyAddress != null) {
      frame.put("replyAddress", replyAddress);
    }
    socket.receive(frame.toBuffer());
  }

  /** Registers; {@link Feeds#registered} is called when events reach the socket. */
  void register(StockSocket socket, String address) {
    socket.receive(frame("register", address));
  }

  void unregister(StockSocket socket, String address) {
    socket.receive(frame("unregister", address));
  }

  private static Buffer frame(String type, String address) {
    return new JsonObject().put("type", type).put("address", address).toBuffer();
  }

  private static void hook(BridgeEvent event) {
    SocketSession session = ((StockSocket) event.socket()).session();
    switch (event.type()) {
      case SEND -> {
        event.getRawMessage().put("body", session.requests().takeStamped());
        event.complete(true);
      }
      case REGISTERED -> {
        session.feeds().registered(event.getRawMessage().getString("address"));
        event.complete(true);
      }
      case RECEIVE -> {
        deliver(session, event.getRawMessage());
        // It is written; the stock bridge would encode it once more for every socket.
        event.complete(false);
      }
      default -> event.complete(true);
    }
  }

  private static void deliver(SocketSession session, JsonObject message) {
    String address = message.getString("address");
    Object body = message.getValue("body");
    if (body instanceof Frame event) {
      session.feeds().deliver(address, event);
    } else if (body instanceof StampedRequest.Reply reply) {
      session.answer(Frames.received(address, reply.body()));
    }
  }

  /** Asks the core on behalf of a socket, and answers through the bus as a verticle would. */
  private static void answer(Message<StampedRequest> message) {
    StampedRequest request = message.body();
    request
        .session()
        .requests()
        .forward(request)
        .onComplete(
            reply -> message.reply(new StampedRequest.Reply(reply)),
            failure -> {
              Answers.Answer answer = Answers.to(failure, request.send().address());
              request.session().count(answer);
              if (message.replyAddress() != null) {
                message.fail(answer.status(), answer.json());
              } else {
                request
                    .session()
                    .answer(
                        Frames.refused(request.send().address(), answer.status(), answer.json()));
              }
            });
  }
}
