package dev.campfire.bench.abuse;

import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Machine;
import dev.campfire.bench.report.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code bench abuse} found.
 *
 * @param limitsLifted whether the server's limits by address and caller were
 * @param honest what who means well found
 * @param crowd of the second time
 * @param broken promises that were not kept, as sentences
 */
public record AbuseReport(
    Instant startedAt,
    Machine machine,
    boolean limitsLifted,
    Honest honest,
    List<Crowd> crowd,
    Server server,
    List<String> broken) {

  /** The issue's own figure, in milliseconds. */
  private static final double SLOWEST_P99 = 100;

  /** What may be left: the JVM's own caches and what a collection is late with. */
  private static final double HEAP_FACTOR = 1.3;

  private static final long HEAP_ROOM_MIB = 16;

  /** What the collector keeps at hand of a heap that it has needed once. */
  private static final double RESIDENT_FACTOR = 1.5;

  /**
   * The honest ones' messages.
   *
   * @param before alone
   * @param cold with the first crowd that this server meets; its latency is told, not judged
   * @param during with the crowd
   * @param after the crowd is gone
   */
  public record Honest(Result before, Result cold, Result during, Result after) {}

  /**
   * One kind of the crowd.
   *
   * @param tries to get in
   * @param turnedAway at the door, by HTTP status, or by the problem of the session they asked for
   * @param mostInside at a time
   * @param frames that they sent
   * @param refusals frames that were refused, by status; what the deaf were told they did not read
   * @param sentAway sockets that ended, by close code; 1006 without one
   * @param stillInside when nobody had come for a while
   */
  public record Crowd(
      Kind kind,
      int number,
      long tries,
      Map<String, Long> turnedAway,
      long admitted,
      int mostInside,
      long frames,
      Map<String, Long> refusals,
      Map<Integer, Long> sentAway,
      int stillInside) {}

  /**
   * The server, before and after.
   *
   * @param heapBeforeMiB live, after a collection
   * @param residentPeakMiB the most that was seen
   * @param socketsAfter that the server still counts
   * @param closes by code, as the server counts them
   */
  public record Server(
      long heapBeforeMiB,
      long heapAfterMiB,
      long residentBeforeMiB,
      long residentPeakMiB,
      long residentAfterMiB,
      int socketsAfter,
      Map<String, Long> closes) {}

  /** Looks at what was found. */
  static AbuseReport of(
      Instant startedAt, boolean limitsLifted, Honest honest, List<Crowd> crowd, Server server) {
    List<String> broken = new ArrayList<>();
    arrived("before", honest.before, broken);
    arrived("with the first crowd", honest.cold, broken);
    arrived("during", honest.during, broken);
    arrived("after", honest.after, broken);
    soon("before", honest.before, broken);
    soon("during", honest.during, broken);
    soon("after", honest.after, broken);
    crowd.forEach(kind -> crowd(kind, broken));
    if (server.heapAfterMiB > server.heapBeforeMiB * HEAP_FACTOR + HEAP_ROOM_MIB) {
      broken.add(
          "Of the heap, %d MiB were live before and %d MiB are after."
              .formatted(server.heapBeforeMiB, server.heapAfterMiB));
    }
    if (server.residentAfterMiB > server.residentBeforeMiB * RESIDENT_FACTOR) {
      broken.add(
          "The process held %d MiB before and holds %d MiB after."
              .formatted(server.residentBeforeMiB, server.residentAfterMiB));
    }
    if (server.socketsAfter > 0) {
      broken.add("The server still counts " + server.socketsAfter + " sockets.");
    }
    return new AbuseReport(
        startedAt, Machine.here(), limitsLifted, honest, crowd, server, List.copyOf(broken));
  }

  private static void arrived(String when, Result result, List<String> broken) {
    // A try that failed and was repeated is no harm: so much cannot be told from so few messages.
    if (result.broken().stream().anyMatch(name -> !name.equals(Result.FAILED_TRIES))) {
      broken.add("The honest ones' messages did not all arrive " + when + ".");
    }
    if (result.measured("lost connections") > 0) {
      broken.add("The honest ones lost connections " + when + ".");
    }
  }

  private static void soon(String when, Result result, List<String> broken) {
    double p99 = result.latency("acknowledged").p99();
    if (p99 >= SLOWEST_P99) {
      broken.add(String.format(Locale.ROOT, "An honest send took %.1f ms at p99 %s.", p99, when));
    }
  }

  private static void crowd(Crowd crowd, List<String> broken) {
    if (crowd.stillInside > 0) {
      broken.add("Of %s, %d were not sent away.".formatted(word(crowd.kind), crowd.stillInside));
    }
    crowd.sentAway.forEach(
        (code, count) -> {
          if (!crowd.kind.endings().contains(code)) {
            broken.add("Of %s, %d ended with %d.".formatted(word(crowd.kind), count, code));
          }
        });
  }

  /** Whether every promise was kept. */
  public boolean passed() {
    return broken.isEmpty();
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "campfire bench abuse, limits %s", limitsLifted ? "lifted" : "as they come");
    line(text, "");
    line(
        text,
        "%-14s %8s %8s %8s %8s %8s %8s",
        "honest (ms)",
        "p50",
        "p90",
        "p99",
        "max",
        "lag p99",
        "messages");
    line(text, "before", honest.before);
    line(text, "first crowd", honest.cold);
    line(text, "crowd", honest.during);
    line(text, "after", honest.after);
    line(text, "");
    for (Crowd kind : crowd) {
      line(
          text,
          "%-14s %,d came %,d times, %,d got in, %,d at a time, %,d frames",
          word(kind.kind),
          kind.number,
          kind.tries,
          kind.admitted,
          kind.mostInside,
          kind.frames);
      line(text, "%-14s turned away: %s", "", pairs(kind.turnedAway));
      line(text, "%-14s refused frames: %s", "", pairs(kind.refusals));
      line(
          text,
          "%-14s sent away: %s; still inside: %d",
          "",
          pairs(kind.sentAway),
          kind.stillInside);
    }
    line(text, "");
    line(
        text,
        "%-14s %d MiB before, %d after",
        "live heap",
        server.heapBeforeMiB,
        server.heapAfterMiB);
    line(
        text,
        "%-14s %d MiB before, %d at most, %d after",
        "resident",
        server.residentBeforeMiB,
        server.residentPeakMiB,
        server.residentAfterMiB);
    line(
        text,
        "%-14s %d after; closed by the server: %s",
        "sockets",
        server.socketsAfter,
        pairs(server.closes));
    line(text, "");
    broken.forEach(sentence -> line(text, "  %s", sentence));
    line(text, passed() ? "PASSED" : "FAILED");
    return text.toString();
  }

  private static void line(StringBuilder text, String when, Result result) {
    Latency.Summary ms = result.latency("acknowledged");
    line(
        text,
        "%-14s %8.1f %8.1f %8.1f %8.1f %8.1f %8d",
        when,
        ms.p50(),
        ms.p90(),
        ms.p99(),
        ms.max(),
        result.latency("bench's own lag").p99(),
        Math.round(result.measured("sent")));
  }

  private static String pairs(Map<?, Long> pairs) {
    return pairs.isEmpty()
        ? "none"
        : pairs.entrySet().stream()
            .map(pair -> pair.getKey() + " " + pair.getValue())
            .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
