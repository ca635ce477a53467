package dev.campfire.bridge.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.campfire.bridge.BridgeModule;
import dev.campfire.bridge.house.Clients;
import dev.campfire.host.Node;
import dev.campfire.host.config.Configuration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A node with its bridge, which runs as long as the JVM. Whatever it logs as a warning or an error
 * is a fault of the input that brought it about: nothing that a stranger sends is one of ours.
 */
final class RunningDoor {
  /** An event loop that has not answered by then never will. */
  private static final int DEAD_AFTER_MS = 20_000;

  /** For what no answer is due to: half a request. */
  private static final int BRIEF_MS = 5;

  /** How much may be live on the heap, whatever has come in. */
  private static final long HEAP_BYTES = 160L << 20;

  private static final int LOOK_EVERY = 100_000;

  private static RunningDoor running;

  private final int port = Clients.freePort();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Complaints complaints = new Complaints();
  private int inputs;

  /** What the server says that a human should look at. */
  private static final class Complaints extends AppenderBase<ILoggingEvent> {
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      // Of a machine on which everything waits for a processor; a dead loop is found by its answer.
      boolean isOfTheMachine = event.getLoggerName().endsWith(".BlockedThreadChecker");
      if (event.getLevel().isGreaterOrEqual(Level.WARN) && !isOfTheMachine) {
        String trace =
            event.getThrowableProxy() == null
                ? ""
                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        seen.add(event.getLoggerName() + ": " + event.getFormattedMessage() + trace);
      }
    }
  }

  static synchronized RunningDoor open() {
    if (running == null) {
      running = new RunningDoor();
    }
    return running;
  }

  private RunningDoor() {
    Logger root = (Logger) org.slf4j.LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    AnsweringModule answering = new AnsweringModule();
    // Not within a time: instrumented, and beside other work, it takes minutes.
    Node.start(
            new Node.Plan(
                Configuration.defaults()
                    .set("bridge.port", port)
                    .set("bridge.eventLoops", 1)
                    .set("bridge.liftLimits", true),
                List.of(answering, new BridgeModule(List.of(answering))),
                false,
                null,
                Clock.systemUTC(),
                meters))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    complaints.start();
    root.addAppender(complaints);
  }

  /** A connection of one input. */
  final class Line implements Closeable {
    private final Socket socket;
    private final InputStream in;

    private Line() throws IOException {
      socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      // The server's port is the same for all: none of them is to be remembered.
      socket.setSoLinger(true, 0);
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
    }

    /** Writes; what the server does not want any more is lost. */
    void write(byte[] bytes) {
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException sentAway) {
        // Said by what is read next.
      }
    }

    /**
     * All that comes until the server closes the connection.
     *
     * @param isWhole whether it must answer and close by itself; else it may wait for more, and has
     *     to let go when there is none
     */
    byte[] readAll(boolean isWhole) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.setSoTimeout(isWhole ? DEAD_AFTER_MS : BRIEF_MS);
      try {
        in.transferTo(all);
      } catch (SocketTimeoutException late) {
        if (isWhole) {
          throw new AssertionError("No end of the answer within 20 s: " + all, late);
        }
        endBriefly(all);
      } catch (IOException reset) {
        // The server has closed it while we still wrote.
      }
      return all.toByteArray();
    }

    private void endBriefly(ByteArrayOutputStream all) throws IOException {
      socket.shutdownOutput();
      socket.setSoTimeout(DEAD_AFTER_MS);
      try {
        in.transferTo(all);
      } catch (SocketTimeoutException late) {
        throw new AssertionError("The connection is not let go: " + all, late);
      } catch (IOException reset) {
        // It is gone.
      }
    }

    /** What comes until an empty line, with it; all there is if it does not come. */
    String readHead() throws IOException {
      socket.setSoTimeout(DEAD_AFTER_MS);
      StringBuilder head = new StringBuilder();
      try {
        for (int c = in.read(); c >= 0; c = in.read()) {
          head.append((char) c);
          if (c == '\n'
              && head.length() > 3
              && head.substring(head.length() - 4).equals("\r\n\r\n")) {
            break;
          }
        }
      } catch (SocketTimeoutException late) {
        throw new AssertionError("No answer within 20 s", late);
      }
      return head.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  Line line() {
    try {
      return new Line();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if anything is wrong that no answer tells. */
  void verify() {
    String complaint = complaints.seen.poll();
    if (complaint != null) {
      throw new AssertionError("The server complained: " + complaint);
    }
    inputs++;
    if (inputs % LOOK_EVERY == 0) {
      look();
    }
  }

  private void look() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long live = runtime.totalMemory() - runtime.freeMemory();
    double sockets = meters.get("campfire.bridge.sockets").gauge().value();
    System.err.printf(
        "door: %,d inputs, %d MiB live on the heap, %.0f sockets%n", inputs, live >> 20, sockets);
    if (live > HEAP_BYTES) {
      throw new AssertionError("Memory is not given back: " + (live >> 20) + " MiB");
    }
    if (sockets > 50) {
      throw new AssertionError("Sockets linger: " + sockets);
    }
  }
}
