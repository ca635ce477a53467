package dev.campfire.bridge;

/**
 * How fast something may happen: so many a second in the long run, and so many at once.
 *
 * @param perSecond how many tokens come back a second
 * @param burst how many may be taken at once after a pause
 */
public record Rate(double perSecond, int burst) {
  public Rate {
    if (!(perSecond > 0 && perSecond <= 1_000_000)) {
      throw new IllegalArgumentException(
          "perSecond must be over 0 and at most 1000000, was " + perSecond);
    }
    if (burst < 1 || burst > 1_000_000) {
      throw new IllegalArgumentException("burst must be between 1 and 1000000, was " + burst);
    }
  }

  /** So many a minute, all of them at once if need be. */
  public static Rate perMinute(int count) {
    return new Rate(count / 60.0, count);
  }
}
