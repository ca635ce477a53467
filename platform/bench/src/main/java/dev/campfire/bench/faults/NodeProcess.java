package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.report.Machine;
import dev.campfire.bench.wire.Management;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node, as a process. */
public final class NodeProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment;
  private final String host;
  private final int port;
  private final Path log;
  private final Management management;
  private Child process;

  /**
   * @param prefix what the command begins with; nothing, or the way into another namespace
   * @param host where it serves, and where it is asked
   */
  public NodeProcess(
      Path jar,
      List<String> prefix,
      List<String> arguments,
      Map<String, String> environment,
      String host,
      Path log) {
    this.host = host;
    this.port = freePort();
    int managementPort = freePort();
    this.management = new Management(new Target(host, managementPort, false));
    command.addAll(prefix);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-jar",
            jar.toString()));
    command.addAll(arguments);
    command.addAll(List.of("--host", host, "--management-host", host));
    command.addAll(List.of("--port", "" + port, "--management-port", "" + managementPort));
    this.environment = environment;
    this.log = log;
  }

  /** Of this machine, at this moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new RunFailure("There is no free port.", e);
    }
  }

  public Target target() {
    return new Target(host, port, false);
  }

  int port() {
    return port;
  }

  public void start() {
    process = Child.start(command, environment, log);
  }

  public NodeProcess awaitReady() {
    Until.holds("a node becomes ready; its log is " + log, PATIENCE, this::isReadyOrDead);
    if (!process.isAlive()) {
      throw new RunFailure("A node ended; its log is " + log + ".", null);
    }
    return this;
  }

  private boolean isReadyOrDead() {
    return isReady() || !process.isAlive();
  }

  boolean isReady() {
    return management.status("/health/ready") == 200;
  }

  boolean isLive() {
    return management.status("/health/live") == 200;
  }

  /** The value of a meter without tags, or −1. */
  double meter(String name) {
    return management.meter(name);
  }

  public long pid() {
    return process.pid();
  }

  /** Resident memory in MiB. */
  long memoryMiB() {
    return Machine.residentMiB(process.pid());
  }

  /** How often an event loop was blocked for a second, since the process first ran. */
  long blockedWarnings() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains("has been blocked for")).count();
    } catch (IOException none) {
      return 0;
    }
  }

  void kill() {
    process.kill();
    process.awaitEnd(PATIENCE);
  }

  void freeze() {
    process.freeze();
  }

  void thaw() {
    process.thaw();
  }

  /**
   * How a node left that was asked to.
   *
   * @param status of its process, or −1 if it was not gone after 15 s
   */
  record Left(int status, double seconds) {}

  /** SIGTERM. */
  Left leave() {
    long start = System.nanoTime();
    process.ask();
    int status = process.awaitEnd(Duration.ofSeconds(15));
    return new Left(status, (System.nanoTime() - start) / 1e9);
  }

  public void stop() {
    if (process != null && process.isAlive()) {
      process.thaw();
      if (leave().status() < 0) {
        process.kill();
      }
    }
  }
}
