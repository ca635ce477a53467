package dev.campfire.bench.abuse;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What one kind of the crowd went through; changed on the crowd's event loop alone. */
final class Tally {
  /** RFC 6455 section 7.1.5: the connection ended without a close frame. */
  static final int CUT_OFF = 1006;

  private final Map<String, Long> turnedAway = new TreeMap<>();
  private final Map<Integer, Long> sentAway = new TreeMap<>();
  private final Map<String, Long> problems = new TreeMap<>();
  private long tries;
  private long admitted;
  private long frames;
  private final AtomicInteger inside = new AtomicInteger();
  private int mostInside;

  void tried() {
    tries++;
  }

  void turnedAway(String why) {
    turnedAway.merge(why, 1L, Long::sum);
  }

  void admitted() {
    admitted++;
    mostInside = Math.max(mostInside, inside.incrementAndGet());
  }

  void sentAway(int code) {
    inside.decrementAndGet();
    sentAway.merge(code, 1L, Long::sum);
  }

  void frames(int count) {
    frames += count;
  }

  void problem(String code) {
    problems.merge(code, 1L, Long::sum);
  }

  /** How many are inside now; from any thread. */
  int inside() {
    return inside.get();
  }

  AbuseReport.Crowd report(Kind kind) {
    return new AbuseReport.Crowd(
        kind,
        kind.number(),
        tries,
        new TreeMap<>(turnedAway),
        admitted,
        mostInside,
        frames,
        new TreeMap<>(problems),
        new TreeMap<>(sentAway),
        inside.get());
  }
}
