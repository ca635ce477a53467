package dev.campfire.bench.report;

import java.util.List;

/**
 * A run second by second.
 *
 * @param seconds from the start of the load, of each point
 * @param measuredFrom when the warm-up was over
 */
public record Series(List<Double> seconds, double measuredFrom, List<Plot> plots) {
  public static final Series NONE = new Series(List.of(), 0, List.of());

  /**
   * Lines that are looked at together.
   *
   * @param about what they show, in a sentence
   */
  public record Plot(String title, String unit, String about, List<Line> lines) {}

  /**
   * @param values one for each of the seconds; null where there is none
   */
  public record Line(String name, List<Double> values) {}
}
