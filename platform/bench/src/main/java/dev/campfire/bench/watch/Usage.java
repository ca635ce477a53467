package dev.campfire.bench.watch;

import dev.campfire.bench.report.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run took of the processors, in seconds, while it was measured.
 *
 * @param seconds how long that was
 * @param server of all nodes together; null if they are not watched
 * @param postgres null if it is not watched
 */
public record Usage(double seconds, Double server, Double postgres, double bench) {
  private static final int CORES = 8;
  private static final double MICROS = 1e6;

  /**
   * What one of {@code count} has cost, and how many a second eight cores would carry at that
   * price.
   *
   * @param one such as {@code message}
   */
  public List<Row> rows(long count, String one) {
    String unit = "µs/" + one;
    List<Row> rows = new ArrayList<>();
    if (server != null) {
      rows.add(Row.told("server's processor time", unit, micros(server, count)));
    }
    if (postgres != null) {
      rows.add(Row.told("PostgreSQL's processor time", unit, micros(postgres, count)));
    }
    rows.add(Row.told("bench's processor time", unit, micros(bench, count)));
    if (server != null && postgres != null) {
      rows.add(
          Row.told(
              "eight cores for server and PostgreSQL would carry",
              one + "s/s",
              Math.rint(CORES * MICROS / micros(server + postgres, count))));
    }
    return rows;
  }

  private static double micros(double seconds, long count) {
    return Math.rint(seconds * MICROS / Math.max(1, count) * 10) / 10;
  }
}
