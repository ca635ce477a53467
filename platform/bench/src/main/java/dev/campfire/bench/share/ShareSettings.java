package dev.campfire.bench.share;

import dev.campfire.bench.RefusedSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code bench share} was asked for.
 *
 * @param jar of the Campfire that is measured
 * @param folder for data and logs
 * @param part that one side runs and the other does not
 * @param pairs of runs, each pair begun by the other side
 * @param rate messages a second
 * @param duration of one run
 * @param warmup of each side, once
 */
public record ShareSettings(
    Path jar,
    Path folder,
    String part,
    int pairs,
    int conversations,
    int rate,
    Duration duration,
    Duration warmup) {
  public ShareSettings {
    if (pairs < 1 || pairs > 99) {
      throw new RefusedSettings("--pairs must be between 1 and 99, was " + pairs + ".");
    }
    if (!Installation.PARTS.contains(part) || Installation.NEEDED.contains(part)) {
      throw new RefusedSettings(
          "--part must be one that the chat can do without, was " + part + ".");
    }
  }
}
