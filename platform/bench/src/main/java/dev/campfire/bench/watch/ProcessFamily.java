package dev.campfire.bench.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process of this machine with its children: a JVM, which has none, or a PostgreSQL.
 *
 * @param pid of the oldest
 */
record ProcessFamily(long pid) {
  /** {@code USER_HZ}, which is the same on every Linux (time(7)). */
  private static final double TICKS_PER_SECOND = 100;

  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  /**
   * Processor time so far, in seconds, of all who live and of the children who have ended; 0 if it
   * is gone.
   */
  double processorSeconds() {
    Stream<Long> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).map(ProcessHandle::pid);
    long ticks =
        ticks(pid, UTIME, STIME, CUTIME, CSTIME)
            + children.mapToLong(child -> ticks(child, UTIME, STIME)).sum();
    return ticks / TICKS_PER_SECOND;
  }

  private static long ticks(long pid, int... fields) {
    try {
      return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), fields);
    } catch (IOException gone) {
      return 0;
    }
  }

  /**
   * @param stat of proc(5); the second field is a name, which may hold anything
   */
  static long ticks(String stat, int... fields) {
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (int field : fields) {
      sum += Long.parseLong(afterName[field]);
    }
    return sum;
  }
}
