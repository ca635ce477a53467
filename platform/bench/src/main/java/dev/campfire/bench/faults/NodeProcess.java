package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.wire.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of the cluster, as a process. */
final class NodeProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment;
  private final String host;
  private final int port;
  private final int managementPort;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Child process;

  /**
   * @param prefix what the command begins with; nothing, or the way into another namespace
   * @param host where it serves, and where it is asked
   */
  NodeProcess(
      Path jar,
      List<String> prefix,
      List<String> arguments,
      Map<String, String> environment,
      String host,
      Path log) {
    this.host = host;
    this.port = ThreeNodes.freePort();
    this.managementPort = ThreeNodes.freePort();
    command.addAll(prefix);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toString()));
    command.addAll(arguments);
    command.addAll(List.of("--host", host, "--management-host", host));
    command.addAll(List.of("--port", "" + port, "--management-port", "" + managementPort));
    this.environment = environment;
    this.log = log;
  }

  Target target() {
    return new Target(host, port, false);
  }

  int port() {
    return port;
  }

  void start() {
    process = Child.start(command, environment, log);
  }

  NodeProcess awaitReady() {
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
    return status("/health/ready") == 200;
  }

  boolean isLive() {
    return status("/health/live") == 200;
  }

  private int status(String path) {
    try {
      return http.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException away) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + host + ":" + managementPort + path))
        .timeout(Duration.ofSeconds(4))
        .build();
  }

  /** The value of a meter without tags, or −1. */
  double meter(String name) {
    try {
      String all = http.send(request("/metrics"), HttpResponse.BodyHandlers.ofString()).body();
      return all.lines()
          .filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElse(-1);
    } catch (IOException away) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  /** Resident memory in MiB. */
  long memoryMiB() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
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
   * SIGTERM.
   *
   * @return the exit status, or −1 if it was not gone after 15 s
   */
  int leave() {
    process.ask();
    return process.awaitEnd(Duration.ofSeconds(15));
  }

  void stop() {
    if (process != null && process.isAlive()) {
      process.thaw();
      if (leave() < 0) {
        process.kill();
      }
    }
  }
}
