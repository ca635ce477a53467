package dev.campfire.bench.ceiling;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A WebSocket server that sends every frame back: a process of its own, on a free port of loopback,
 * which it prints. Ends with its standard input, so with whoever started it.
 */
final class EchoServer {
  private EchoServer() {}

  /** The process. */
  public static void main(String[] arguments) throws IOException, TimeoutException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    int port =
        vertx
            .createHttpServer()
            .webSocketHandler(socket -> socket.binaryMessageHandler(socket::writeBinaryMessage))
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS)
            .actualPort();
    System.out.println(port);
    while (System.in.read() >= 0) {
      // Only its end says something.
    }
    System.exit(0);
  }
}
