package dev.campfire.analytics;

/** How many, and, of times, how long together and at most, in milliseconds. */
record Sum(long count, long total, long longest) {
  static final Sum NONE = new Sum(0, 0, 0);
  static final Sum ONE = new Sum(1, 0, 0);

  static Sum of(long ms) {
    return new Sum(1, ms, ms);
  }

  Sum plus(Sum other) {
    return new Sum(count + other.count, total + other.total, Math.max(longest, other.longest));
  }

  double mean() {
    return (double) total / count;
  }
}
