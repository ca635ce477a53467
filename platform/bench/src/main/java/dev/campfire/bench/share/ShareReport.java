package dev.campfire.bench.share;

import java.util.List;

/** What a message costs with a part and without it, pair by pair. */
public record ShareReport(String part, List<Pair> pairs) {
  /** How much more a message may cost with it. */
  private static final double MOST = 1.10;

  /**
   * Two runs, one after the other.
   *
   * @param with processor milliseconds a message
   */
  public record Pair(double with, double without) {
    double ratio() {
      return with / without;
    }
  }

  public ShareReport {
    pairs = List.copyOf(pairs);
  }

  double median() {
    double[] sorted = pairs.stream().mapToDouble(Pair::ratio).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  public boolean passed() {
    return median() <= MOST;
  }

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("pair   processor ms a message, with and without %s%n".formatted(part));
    int number = 0;
    for (Pair pair : pairs) {
      table.append(
          "%3d    %6.3f  %6.3f  %5.3fx%n"
              .formatted(++number, pair.with(), pair.without(), pair.ratio()));
    }
    return table
        .append(
            "median of %d pairs: %.3fx (at most %.2f)%n".formatted(pairs.size(), median(), MOST))
        .toString();
  }
}
