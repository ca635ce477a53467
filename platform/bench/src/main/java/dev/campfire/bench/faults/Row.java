package dev.campfire.bench.faults;

import java.util.List;
import java.util.Map;

/**
 * What became of one ordeal.
 *
 * @param sent messages, each counted once
 * @param unacknowledged neither acknowledged nor refused in the end
 * @param lost and so on: broken promises
 * @param secondsToRecover the longest of the rounds, from the fault's end until all is as before
 * @param figures what this ordeal is measured by, beside the promises
 * @param misses figures that are not met, as sentences
 */
public record Row(
    String fault,
    String what,
    int rounds,
    long sent,
    long acknowledged,
    long unacknowledged,
    int lost,
    int doubled,
    int disordered,
    int foreign,
    int early,
    int receipts,
    int dishonest,
    double secondsToRecover,
    Map<String, Object> figures,
    List<String> misses,
    List<String> examples) {

  /** Whether every promise was kept; a figure that is missed is told, and fails nothing else. */
  public boolean isClean() {
    return unacknowledged + lost + doubled + disordered + foreign + early + receipts + dishonest
        == 0;
  }
}
