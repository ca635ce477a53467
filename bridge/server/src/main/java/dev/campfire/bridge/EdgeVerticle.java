package dev.campfire.bridge;

import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.EndedRight;
import dev.campfire.bridge.http.Api;
import dev.campfire.bridge.http.FrontDoor;
import dev.campfire.bridge.http.SocketDoor;
import dev.campfire.bridge.socket.Sockets;
import dev.campfire.bridge.web.StaticFiles;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** One event loop of the edge: its own server on the shared port, its own sockets. */
final class EdgeVerticle extends VerticleBase {
  /** Longer than a socket may be silent, which is told to its client; that of HTTP is not. */
  private static final int IDLE_SECONDS = (int) Limits.SILENCE.toSeconds() + 15;

  /** A page of messages, or a second's worth over a line of 1 Mbit/s. */
  private static final int SEND_BUFFER_BYTES = 128 << 10;

  private final BridgeNode node;
  private final StaticFiles files;
  private Sockets sockets;
  private SocketDoor door;
  private HttpServer server;

  EdgeVerticle(BridgeNode node, StaticFiles files) {
    this.node = node;
    this.files = files;
  }

  @Override
  public Future<?> start() {
    sockets = new Sockets(vertx, node);
    door = new SocketDoor(vertx, node, sockets::accept);
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(FrameCoalescing::begin)
            .requestHandler(new FrontDoor(door, new Api(vertx, node), files, node.origins()));
    return server.listen(node.config().port(), node.config().host());
  }

  /** What is being answered by HTTP may be finished. */
  @Override
  public Future<?> stop() {
    return server.shutdown(1, TimeUnit.SECONDS);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        // Inflates without a limit, and holds 100 to 240 KB a socket (architecture decision 3).
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Limits.BODY_BYTES)
        .setMaxWebSocketMessageSize(Limits.BODY_BYTES)
        // For the client's answer to a close frame; a node that leaves has 5 s for everything.
        .setWebSocketClosingTimeout(2)
        // Nobody needs it, and it is one more parser in front of everything.
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(true)
        // Left to itself Linux lets it grow to megabytes for each client that does not read, and
        // what it has taken over counts as read.
        .setSendBufferSize(SEND_BUFFER_BYTES)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(IDLE_SECONDS);
  }

  /** Closes the sockets of what has ended; from any thread. */
  void revoke(EndedRight right) {
    context.runOnContext(here -> sockets.revoke(right));
  }

  /**
   * Lets nobody in any more and sends away who is here; from any thread.
   *
   * @return done when all have been told
   */
  Future<Void> drain(long overMs) {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(
        here -> {
          door.leave();
          sockets.drain(overMs).onComplete(drained);
        });
    return drained.future();
  }
}
