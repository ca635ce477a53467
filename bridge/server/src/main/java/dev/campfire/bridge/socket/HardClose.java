package dev.campfire.bridge.socket;

import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/**
 * Cuts a connection. A close frame would wait behind what the client does not read, and Vert.x
 * would wait for the answer to it.
 */
final class HardClose {
  private HardClose() {}

  static void of(SockJSSocket socket) {
    if (socket.routingContext().request().connection() instanceof ConnectionBase connection) {
      // The end of Netty's pipeline that is next to the wire: past the WebSocket's own closing.
      connection.channelHandlerContext().pipeline().firstContext().close();
    }
  }
}
