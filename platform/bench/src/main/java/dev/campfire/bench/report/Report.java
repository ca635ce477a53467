package dev.campfire.bench.report;

import dev.campfire.bench.check.Fault;
import dev.campfire.bench.check.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run, as JSON.
 *
 * @param passed whether no promise was broken and every message was accounted for
 * @param settings as they were used, by the option's name
 * @param throughputPerSecond acknowledged messages
 * @param errors failed tries by code; a message may have failed and been acknowledged later
 * @param closings lost connections by close code
 */
public record Report(
    String benchmark,
    boolean passed,
    Instant startedAt,
    double seconds,
    Map<String, Object> settings,
    Machine machine,
    Bench bench,
    Messages messages,
    Faults faults,
    double throughputPerSecond,
    Latencies latencyMs,
    Map<String, Long> errors,
    Map<String, Long> closings) {

  /**
   * What the bench itself used.
   *
   * @param processorPercent of one core
   * @param peakMemoryMiB of the whole process
   */
  public record Bench(double processorSeconds, double processorPercent, long peakMemoryMiB) {}

  /**
   * How many of what.
   *
   * @param unacknowledged neither acknowledged nor refused when the run gave up asking
   * @param refused for good, by a problem that says not to repeat
   * @param duplicateReplies acknowledged as sent before; a retry's answer may say so
   * @param delivered reached the other one
   * @param deliveredBySync of these, by {@code messaging.sync} after a gap in the feed
   * @param rawRepeats told again on the wire, which is allowed
   * @param marked said to be read by who got them, if that was asked for
   */
  public record Messages(
      long sent,
      long acknowledged,
      long unacknowledged,
      long refused,
      long retries,
      long duplicateReplies,
      long delivered,
      long deliveredBySync,
      long rawRepeats,
      long marked) {}

  /**
   * Broken promises.
   *
   * @param protocol frames that the protocol does not allow
   * @param unreadConversations could not be read at the end, so nothing is known of them
   * @param examples the first of them, as sentences
   */
  public record Faults(
      int lost,
      int doubled,
      int disordered,
      int altered,
      int foreign,
      long protocol,
      int unreadConversations,
      List<String> examples) {
    boolean none() {
      return lost + doubled + disordered + altered + foreign + protocol + unreadConversations == 0;
    }
  }

  /**
   * From the intended time of sending; in milliseconds.
   *
   * @param acknowledged to the reply, which is after the commit
   * @param delivered to the other one's feed
   * @param lag to the moment when the bench really sent: its own lateness, contained in the others
   */
  public record Latencies(
      Latency.Summary acknowledged, Latency.Summary delivered, Latency.Summary lag) {

    /** Whether most of what the slowest took was spent before the bench had even sent them. */
    boolean isTheBenchTheBottleneck() {
      return lag.p99() > 5 && lag.p99() > acknowledged.p99() / 2;
    }
  }

  /** When the run began, and what the process had used by then. */
  public record Beginning(Instant at, long nanos, long processorNanos) {
    public static Beginning now(Instant at) {
      return new Beginning(at, System.nanoTime(), Machine.processorNanos());
    }
  }

  public static Report of(
      String benchmark,
      Map<String, Object> settings,
      Beginning beginning,
      Tally tally,
      Findings findings,
      int unreadConversations) {
    Faults faults = faults(tally, findings, unreadConversations);
    Messages messages = tally.messages();
    double seconds = tenths((System.nanoTime() - beginning.nanos()) / 1e9);
    double processor = tenths((Machine.processorNanos() - beginning.processorNanos()) / 1e9);
    return new Report(
        benchmark,
        faults.none() && messages.unacknowledged() == 0 && messages.refused() == 0,
        beginning.at(),
        seconds,
        settings,
        Machine.here(),
        new Bench(processor, tenths(100 * processor / seconds), Machine.peakMemoryKiB() >> 10),
        messages,
        faults,
        tally.throughput(),
        tally.latencies(),
        tally.errors(),
        tally.closings());
  }

  private static Faults faults(Tally tally, Findings findings, int unreadConversations) {
    List<String> examples = new ArrayList<>(findings.examples());
    examples.addAll(tally.protocolExamples());
    return new Faults(
        findings.count(Fault.LOST),
        findings.count(Fault.DOUBLED),
        findings.count(Fault.DISORDERED),
        findings.count(Fault.ALTERED),
        findings.count(Fault.FOREIGN),
        tally.protocolFaults(),
        unreadConversations,
        examples);
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
