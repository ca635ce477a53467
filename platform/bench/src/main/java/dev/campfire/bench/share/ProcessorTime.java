package dev.campfire.bench.share;

import dev.campfire.bench.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of processes, as Linux counts it (proc(5)). */
final class ProcessorTime {
  /** Of /proc, whatever the machine: USER_HZ. */
  private static final long MILLIS_OF_A_TICK = 10;

  /** utime, stime, and the same of children that have ended and been waited for. */
  private static final int FIRST = 14 - 3;

  private static final int COUNT = 4;

  private ProcessorTime() {}

  /** In milliseconds, of a process and all its descendants, those that have ended included. */
  static long ofFamily(long pid) {
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new RunFailure("Process " + pid + " is gone.", null));
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(each -> of(each.pid()))
        .sum();
  }

  private static long of(long pid) {
    try {
      return millis(Files.readString(Path.of("/proc", "" + pid, "stat")));
    } catch (NoSuchFileException gone) {
      // Its parent has it among those that have ended.
      return 0;
    } catch (IOException e) {
      throw new RunFailure("Processor time is read from /proc, which is Linux's.", e);
    }
  }

  /**
   * @param stat the line of /proc/PID/stat; the name in brackets may hold anything
   */
  static long millis(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = FIRST; field < FIRST + COUNT; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks * MILLIS_OF_A_TICK;
  }
}
