package dev.campfire.bench.abuse;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.report.Machine;
import dev.campfire.bench.wire.Management;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The server, watched from outside: its memory and what it counts. */
final class ServerProcess {
  private static final String[] CODES = {"1001", "1009", "4401", "4408", "4429", "4503"};

  private final long pid;
  private final Management management;

  /**
   * @param pid of this machine
   */
  ServerProcess(long pid, Management management) {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new RefusedSettings("--server-pid " + pid + " is no process of this machine.");
    }
    if (management.status("/health/live") != 200) {
      throw new RefusedSettings("--management-url does not answer.");
    }
    this.pid = pid;
    this.management = management;
  }

  /** What is live on the heap, in MiB: it collects its garbage first. */
  long liveHeapMiB() {
    collect();
    return (long) management.sum("jvm_memory_used_bytes", "area=\"heap\"") >> 20;
  }

  private void collect() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      int status =
          new ProcessBuilder(jcmd.toString(), "" + pid, "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectErrorStream(true)
              .start()
              .waitFor();
      if (status != 0) {
        throw new RunFailure("The server's garbage could not be collected: jcmd failed.", null);
      }
    } catch (IOException e) {
      throw new RunFailure("A JDK is needed: " + jcmd + " cannot be run.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure("The run was interrupted.", e);
    }
  }

  long residentMiB() {
    return Machine.residentMiB(pid);
  }

  int sockets() {
    return (int) management.meter("campfire_bridge_sockets");
  }

  /** How often the server has closed a socket so far, by code. */
  Map<String, Long> closes() {
    Map<String, Long> closes = new TreeMap<>();
    for (String code : CODES) {
      long count = (long) management.sum("campfire_bridge_closes_total", "code=\"" + code + "\"");
      if (count > 0) {
        closes.put(code, count);
      }
    }
    return closes;
  }
}
