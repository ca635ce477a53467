package dev.campfire.bridge.socket;

import dev.campfire.spi.Frame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.impl.EventBusBridgeImpl;
import java.time.Duration;

/**
 * The stock event-bus bridge of one edge verticle, through which its sockets listen, and the hooks
 * we hang into it. It lets everything be listened to, because it is told nothing that {@link
 * SocketSession} has not decided before; its own limits are out of the way for the same reason.
 */
final class StockBridge {
  private static final long NEVER_MS = Duration.ofDays(365).toMillis();

  private final EventBusBridgeImpl stock;

  StockBridge(Vertx edge) {
    this.stock =
        new EventBusBridgeImpl(
            edge,
            null,
            new SockJSBridgeOptions()
                .addOutboundPermitted(new PermittedOptions())
                .setMaxHandlersPerSocket(Integer.MAX_VALUE)
                .setPingTimeout(NEVER_MS),
            StockBridge::hook);
  }

  void open(StockSocket socket) {
    stock.handle(socket);
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
      case REGISTERED -> {
        session.feeds().registered(event.getRawMessage().getString("address"));
        event.complete(true);
      }
      case RECEIVE -> {
        JsonObject message = event.getRawMessage();
        session.feeds().deliver(message.getString("address"), (Frame) message.getValue("body"));
        // It is written; the stock bridge would encode it once more for every socket.
        event.complete(false);
      }
      default -> event.complete(true);
    }
  }
}
