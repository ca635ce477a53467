package dev.campfire.bridge.socket;

import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.function.BooleanSupplier;

/**
 * Ends a connection whose client does not take part in closing it. A close frame waits behind what
 * the client does not read, and Vert.x waits for the answer to it only once it is written.
 */
final class HardClose {
  private static final long PATIENCE_MS = 5_000;

  private HardClose() {}

  /**
   * @param isEnded whether the connection is gone by itself
   */
  static void after(Vertx vertx, SockJSSocket socket, BooleanSupplier isEnded) {
    vertx.setTimer(
        PATIENCE_MS,
        timer -> {
          if (!isEnded.getAsBoolean()) {
            close(socket);
          }
        });
  }

  private static void close(SockJSSocket socket) {
    // Past the WebSocket's own closing, from the end of Netty's pipeline that is next to the wire.
    if (socket.routingContext().request().connection() instanceof ConnectionBase connection) {
      connection.channelHandlerContext().pipeline().firstContext().close();
    }
  }
}
