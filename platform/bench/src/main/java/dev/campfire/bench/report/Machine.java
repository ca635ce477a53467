package dev.campfire.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where the bench ran; on a loopback target, the server ran there too.
 *
 * @param memoryMiB of the machine
 */
public record Machine(String os, String processor, int cores, long memoryMiB, String java) {

  /** This one. */
  public static Machine here() {
    return new Machine(
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        firstValue(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        system().getTotalMemorySize() >> 20,
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** The processor time that this process has used so far, in nanoseconds. */
  public static long processorNanos() {
    return system().getProcessCpuTime();
  }

  /** The most memory that this process has held, in KiB; 0 where the system does not tell. */
  static long peakMemoryKiB() {
    return kibibytes(Path.of("/proc/self/status"), "VmHWM");
  }

  /** The memory that a process holds now, in KiB; 0 if it is gone. */
  public static long residentKiB(long pid) {
    return kibibytes(Path.of("/proc", "" + pid, "status"), "VmRSS");
  }

  /** The same in MiB. */
  public static long residentMiB(long pid) {
    return residentKiB(pid) >> 10;
  }

  private static long kibibytes(Path file, String key) {
    String value = firstValue(file, key);
    return value.endsWith(" kB") ? Long.parseLong(value.substring(0, value.length() - 3)) : 0;
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static String firstValue(Path file, String key) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException notLinux) {
      return "unknown";
    }
  }
}
