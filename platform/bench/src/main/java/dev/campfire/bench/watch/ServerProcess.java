package dev.campfire.bench.watch;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.Until;
import dev.campfire.bench.report.Machine;
import dev.campfire.bench.wire.Management;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One server of this machine, watched from outside: its memory and what it counts. Blocks. */
public final class ServerProcess {
  /** After this time without a change it is over. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final long NOISE_BYTES = 1 << 20;
  private static final String[] CODES = {"1001", "1009", "4401", "4408", "4429", "4503"};

  private final long pid;
  private final Management management;

  /**
   * @param pid of this machine; fails with {@link RefusedSettings}
   */
  public ServerProcess(long pid, Management management) {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new RefusedSettings("--server-pid " + pid + " is no process of this machine.");
    }
    if (management.status("/health/live") != 200) {
      throw new RefusedSettings("--management-url does not answer.");
    }
    this.pid = pid;
    this.management = management;
  }

  /** The one server that is watched; fails with {@link RefusedSettings} if it is not one. */
  public static ServerProcess of(Observed observed) {
    if (observed.servers().size() != 1 || observed.managements().size() != 1) {
      throw new RefusedSettings(
          "This looks at one server of this machine: --server-pid, and its --management-url.");
    }
    return new ServerProcess(observed.servers().get(0), observed.managements().get(0));
  }

  /**
   * What is live on the heap, in bytes: it collects its garbage first, and gives the machine back
   * what that has freed.
   */
  public long liveHeap() {
    collect();
    settle();
    return (long) management.sum("jvm_memory_used_bytes", "area=\"heap\"");
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

  /** The collector returns memory beside everything else, some seconds after it has run. */
  private void settle() {
    long least = resident();
    long since = System.nanoTime();
    while (System.nanoTime() - since < SETTLED.toNanos()) {
      Until.passed(Duration.ofMillis(100));
      long now = resident();
      if (now < least - NOISE_BYTES) {
        least = now;
        since = System.nanoTime();
      }
    }
  }

  /** In bytes. */
  public long resident() {
    return Machine.residentKiB(pid) << 10;
  }

  /** Processor time so far. */
  public double processorSeconds() {
    return new ProcessFamily(pid).processorSeconds();
  }

  public int sockets() {
    return (int) management.meter("campfire_bridge_sockets");
  }

  /** How often the server has closed a socket so far, by code. */
  public Map<String, Long> closes() {
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
