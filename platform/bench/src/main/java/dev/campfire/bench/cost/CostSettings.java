package dev.campfire.bench.cost;

import dev.campfire.bench.RefusedSettings;

/**
 * What {@code bench cost} was asked for.
 *
 * @param count sends of one run
 * @param pairs of runs, each pair begun by the other one
 */
public record CostSettings(Installation one, Installation other, int count, int pairs) {
  public CostSettings {
    if (pairs < 1 || pairs > 99) {
      throw new RefusedSettings("--pairs must be between 1 and 99, was " + pairs + ".");
    }
    if (one.database().equals(other.database())) {
      throw new RefusedSettings("Both databases are the same.");
    }
  }
}
