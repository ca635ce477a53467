package dev.campfire.bridge;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Frames that become ready for a socket in one turn of its event loop leave in one system call: a
 * reply and the event that goes with it, or what several conversations tell an agent. Nobody waits
 * for it, since the turn's end sends what is there.
 */
final class FrameCoalescing {
  /** Of a turn that goes on and on, this many leave together. */
  private static final int MOST = 64;

  private FrameCoalescing() {}

  static void begin(HttpConnection connection) {
    // Vert.x sends each frame at once and has no setting for it, but it shows Netty's pipeline.
    ((ConnectionBase) connection)
        .channel()
        .pipeline()
        .addFirst(new FlushConsolidationHandler(MOST, true));
  }
}
