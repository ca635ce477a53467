package dev.campfire.bench.faults;

import dev.campfire.bench.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this run started, and nobody else's: it is signalled by its own number. */
final class Child {
  private final Process process;

  private Child(Process process) {
    this.process = process;
  }

  static Child start(List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // What the caller's shell says of a database or a cluster is not meant for this one.
    builder.environment().keySet().removeIf(name -> name.startsWith("CAMPFIRE_"));
    builder.environment().putAll(environment);
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new RunFailure("Cannot start " + command.get(0) + ".", e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Itself and all that it started. */
  private List<Long> family() {
    List<Long> family = new ArrayList<>();
    process.descendants().map(ProcessHandle::pid).forEach(family::add);
    family.add(process.pid());
    return family;
  }

  void kill() {
    signal("KILL");
  }

  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    family().forEach(pid -> command.add(Long.toString(pid)));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      throw new RunFailure("Cannot signal a process.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  /** SIGTERM, which lets it finish. */
  void ask() {
    process.destroy();
  }

  /**
   * @return the exit status, or −1 if it did not end in time
   */
  int awaitEnd(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  long pid() {
    return process.pid();
  }
}
