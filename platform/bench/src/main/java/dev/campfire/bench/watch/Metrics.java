package dev.campfire.bench.watch;

import dev.campfire.bench.wire.Management;

/** A page of meters, in Prometheus's text. */
record Metrics(String page) {
  static final Metrics NONE = new Metrics("");

  static Metrics of(Management management) {
    return new Metrics(management.page());
  }

  /**
   * The sum over all series of a meter with a tag.
   *
   * @param tag as Prometheus writes it, {@code area="heap"}; empty for all series
   * @return null if there is none
   */
  Double sum(String name, String tag) {
    double[] found =
        page.lines()
            .filter(line -> line.startsWith(name) && line.contains(tag))
            .filter(line -> line.charAt(name.length()) == '{' || line.charAt(name.length()) == ' ')
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .toArray();
    return found.length == 0 ? null : java.util.Arrays.stream(found).sum();
  }
}
