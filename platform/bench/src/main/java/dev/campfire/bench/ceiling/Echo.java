package dev.campfire.bench.ceiling;

import dev.campfire.bench.RunFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How many frames a second go to a server that only sends them back, and return. */
final class Echo implements AutoCloseable {
  private static final int SOCKETS = 100;
  private static final int IN_FLIGHT = 10;
  private static final long PATIENCE_S = 10;

  private final Process server;
  private final int port;

  private Echo(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts the server. Blocks. */
  static Echo start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            EchoServer.class.getName());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      String line = output.readLine();
      if (line == null) {
        throw new RunFailure("The server that sends frames back did not start.", null);
      }
      return new Echo(process, Integer.parseInt(line));
    } catch (IOException e) {
      throw new RunFailure("The server that sends frames back cannot be started.", e);
    }
  }

  /**
   * @param size of a frame, in bytes
   * @return round trips a second
   */
  Future<Double> measure(Vertx vertx, int size, long warmupNanos, long nanos) {
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS));
    List<Future<WebSocket>> opening =
        IntStream.range(0, SOCKETS)
            .mapToObj(number -> client.connect(port, "127.0.0.1", "/"))
            .toList();
    return Future.all(opening)
        .compose(
            opened ->
                measure(
                    vertx,
                    opening.stream().map(Future::result).toList(),
                    Buffer.buffer(new byte[size]),
                    warmupNanos,
                    nanos))
        .onComplete(measured -> client.close());
  }

  private static Future<Double> measure(
      Vertx vertx, List<WebSocket> sockets, Buffer frame, long warmupNanos, long nanos) {
    Promise<Double> measured = Promise.promise();
    long[] count = new long[1];
    boolean[] isOver = new boolean[1];
    for (WebSocket socket : sockets) {
      socket.binaryMessageHandler(
          back -> {
            count[0]++;
            if (!isOver[0]) {
              socket.writeBinaryMessage(frame);
            }
          });
      for (int i = 0; i < IN_FLIGHT; i++) {
        socket.writeBinaryMessage(frame);
      }
    }
    vertx.setTimer(
        Math.max(1, TimeUnit.NANOSECONDS.toMillis(warmupNanos)),
        warm -> {
          long before = count[0];
          long from = System.nanoTime();
          vertx.setTimer(
              Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)),
              done -> {
                isOver[0] = true;
                measured.complete(
                    Math.rint((count[0] - before) * 1e9 / (System.nanoTime() - from)));
              });
        });
    return measured.future();
  }

  /** Ends the server. */
  @Override
  public void close() {
    try {
      server.getOutputStream().close();
      if (!server.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (IOException e) {
      server.destroyForcibly();
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
