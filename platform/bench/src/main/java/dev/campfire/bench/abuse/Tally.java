package dev.campfire.bench.abuse;

import java.util.Map;
import java.util.TreeMap;

/** What one kind of the crowd went through; used on the crowd's event loop alone. */
final class Tally {
  /** RFC 6455 section 7.1.5: the connection ended without a close frame. */
  static final int CUT_OFF = 1006;

  private final Map<String, Long> turnedAway = new TreeMap<>();
  private final Map<Integer, Long> sentAway = new TreeMap<>();
  private final Map<String, Long> problems = new TreeMap<>();
  private long tries;
  private long admitted;
  private long frames;
  private int inside;
  private int mostInside;

  void tried() {
    tries++;
  }

  void turnedAway(String why) {
    turnedAway.merge(why, 1L, Long::sum);
  }

  void admitted() {
    admitted++;
    inside++;
    mostInside = Math.max(mostInside, inside);
  }

  void sentAway(int code) {
    inside--;
    sentAway.merge(code, 1L, Long::sum);
  }

  void frames(int count) {
    frames += count;
  }

  void problem(String code) {
    problems.merge(code, 1L, Long::sum);
  }

  int inside() {
    return inside;
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
        inside);
  }
}
