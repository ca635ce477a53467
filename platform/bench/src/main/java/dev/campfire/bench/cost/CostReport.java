package dev.campfire.bench.cost;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What sends cost on both sides, pair by pair. */
public record CostReport(List<Pair> pairs) {
  /** Pages that one side may touch more than the other. */
  private static final double MOST_BUFFERS = 2;

  /** How much longer one side may take than the other. */
  private static final double MOST_TIME = 1.25;

  /** Two runs, one after the other. */
  public record Pair(Sample one, Sample other) {
    double timeRatio() {
      return other.acknowledgedMs() / one.acknowledgedMs();
    }

    double databaseRatio() {
      return other.databaseMs() / one.databaseMs();
    }
  }

  double extraBuffers() {
    return median(pair -> pair.other().buffers() - pair.one().buffers());
  }

  double timeRatio() {
    return median(Pair::timeRatio);
  }

  double databaseRatio() {
    return median(Pair::databaseRatio);
  }

  /** Whether a send costs the same on both sides. */
  public boolean passed() {
    return Math.abs(extraBuffers()) <= MOST_BUFFERS && timeRatio() <= MOST_TIME;
  }

  private double median(ToDoubleFunction<Pair> of) {
    double[] sorted = pairs.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append("pair   pages a send      ms in PostgreSQL        ms acknowledged, p50\n");
    int number = 0;
    for (Pair pair : pairs) {
      table.append(
          "%3d   %6.1f  %6.1f    %6.3f  %6.3f  %4.2fx    %6.2f  %6.2f  %4.2fx%n"
              .formatted(
                  ++number,
                  pair.one().buffers(),
                  pair.other().buffers(),
                  pair.one().databaseMs(),
                  pair.other().databaseMs(),
                  pair.databaseRatio(),
                  pair.one().acknowledgedMs(),
                  pair.other().acknowledgedMs(),
                  pair.timeRatio()));
    }
    return table
        .append("median of %d pairs: ".formatted(pairs.size()))
        .append("%+.1f pages a send (at most 2), ".formatted(extraBuffers()))
        .append("%.2fx in PostgreSQL, ".formatted(databaseRatio()))
        .append("%.2fx acknowledged (at most 1.25)%n".formatted(timeRatio()))
        .toString();
  }
}
