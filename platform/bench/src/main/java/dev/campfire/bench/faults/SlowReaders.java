package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** F11: sockets that listen to a lively conversation and read nothing of it. */
final class SlowReaders {
  private static final int COUNT = 50;
  private static final int MESSAGES = 900;
  private static final String LONG = "x".repeat(7_800);

  private final ThreeNodes cluster;
  private final Scene scene;
  private final BiConsumer<String, Object> figure;
  private final Consumer<String> miss;

  SlowReaders(
      ThreeNodes cluster, Scene scene, BiConsumer<String, Object> figure, Consumer<String> miss) {
    this.cluster = cluster;
    this.scene = scene;
    this.figure = figure;
    this.miss = miss;
  }

  void run() {
    Talk talk = scene.talks().get(0);
    Client agent = talk.members().get(1);
    NodeProcess node = cluster.node(0);
    String token = scene.await(10_000, () -> scene.tokenOf("ada@demo.test"));
    List<Socket> sockets = new ArrayList<>();
    long before = node.memoryMiB();
    double sentAway = sentAway(node);
    try {
      for (int i = 0; i < COUNT; i++) {
        sockets.add(listenAndStop(node.target(), token, talk));
      }
      for (int i = 0; i < MESSAGES; i++) {
        scene.call(() -> talk.say(agent, LONG));
        Until.passed(Duration.ofMillis(10));
      }
      long closed =
          Until.holdsOrNot(Duration.ofSeconds(40), () -> sentAway(node) >= sentAway + COUNT);
      figure.accept("secondsUntilAllClosed", closed / 1_000.0);
      figure.accept("memoryGrownMiB", node.memoryMiB() - before);
      if (closed < 0) {
        miss.accept("some who did not read were not sent away within 40 s");
      }
    } finally {
      sockets.forEach(SlowReaders::close);
    }
  }

  /** Sockets that were closed for being slow. */
  private static double sentAway(NodeProcess node) {
    return Math.max(0, node.meter("campfire_bridge_closes_total{code=\"4408\"}"));
  }

  /** A WebSocket by hand, since a library would read. */
  private static Socket listenAndStop(Target node, String token, Talk talk) {
    try {
      Socket socket = new Socket();
      // Little room in the kernel, so that what is not read is soon felt.
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(node.host(), node.port()), 5_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET /eventbus/websocket HTTP/1.1\r\nHost: "
                  + node.host()
                  + ":"
                  + node.port()
                  + "\r\n"
                  + "Upgrade: websocket\r\n"
                  + "Connection: Upgrade\r\n"
                  + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                  + "Sec-WebSocket-Version: 13\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      readUntil(socket, "\r\n\r\n");
      write(
          out,
          "{\"type\":\"send\",\"address\":\"session.auth\",\"replyAddress\":\"r\",\"body\":{\"token\":\""
              + token
              + "\"}}");
      write(
          out,
          "{\"type\":\"register\",\"address\":\"org:"
              + talk.org()
              + ":conv:"
              + talk.conv()
              + "\"}");
      readUntil(socket, "feed.joined");
      return socket;
    } catch (IOException e) {
      throw new RunFailure("A slow reader cannot listen: " + e.getMessage() + ".", e);
    }
  }

  private static void readUntil(Socket socket, String mark) throws IOException {
    socket.setSoTimeout(10_000);
    StringBuilder read = new StringBuilder();
    while (read.indexOf(mark) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("it was closed after " + read);
      }
      read.append((char) next);
    }
  }

  /** RFC 6455 section 5.2; masked with zeros, which is a mask too. */
  private static void write(OutputStream out, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    // The shortest form of the length is the only one allowed.
    if (payload.length < 126) {
      out.write(new byte[] {(byte) 0x81, (byte) (0x80 | payload.length)});
    } else {
      out.write(
          new byte[] {
            (byte) 0x81, (byte) (0x80 | 126), (byte) (payload.length >> 8), (byte) payload.length
          });
    }
    out.write(new byte[4]);
    out.write(payload);
    out.flush();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // It is gone.
    }
  }
}
