package dev.campfire.bench.load;

import dev.campfire.bench.check.Fault;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.watch.Phase;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.watch.Track;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What a run of messages counts while it goes on. On the bench's one event loop only. */
public final class Tally implements Person.ConnectionLog {
  /** Says that of the machine, not of the server. */
  static final String LATE_ITSELF =
      "The bench itself was late, so this machine was too busy for these latencies to count.";

  private static final int EXAMPLES = 10;

  /** The and the contract's own: of a hundred tries. */
  private static final double MOST_ERRORS = 0.1;

  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<String, Long> asideErrors = new TreeMap<>();
  private final Map<String, Long> closings = new TreeMap<>();
  private final List<String> protocolExamples = new ArrayList<>();
  private long protocolFaults;
  private long sent;
  private long acknowledged;
  private long duplicates;
  private long retries;
  private long refused;
  private long delivered;
  private long deliveredBySync;
  private long repeats;
  private long marked;
  private final long[] firstNanos = new long[Phase.COUNT];
  private final long[] lastNanos = new long[Phase.COUNT];
  private final long[] acknowledgedIn = new long[Phase.COUNT];
  private final Track acknowledgement;
  private final Track delivery;
  private final Track lag;
  private final LongAdder sentNow;
  private final LongAdder acknowledgedNow;
  private final LongAdder deliveredNow;
  private final LongAdder failedNow;
  private final LongAdder lostNow;

  public Tally(Timeline timeline) {
    Arrays.fill(firstNanos, Long.MAX_VALUE);
    acknowledgement =
        timeline.latency(
            "acknowledged", "From the intended time to the reply, which is after the commit.");
    delivery =
        timeline.latency(
            "delivered", "From the intended time until the other one's feed had the message.");
    lag =
        timeline.latency(
            "bench's own lag",
            "From the intended time until the bench really sent: contained in the others.");
    List<LongAdder> messages =
        timeline.rates(
            "Throughput",
            "messages/s",
            "Sent by the schedule, acknowledged, and delivered to the other one.",
            "sent",
            "acknowledged",
            "delivered");
    sentNow = messages.get(0);
    acknowledgedNow = messages.get(1);
    deliveredNow = messages.get(2);
    List<LongAdder> troubles =
        timeline.rates(
            "Errors",
            "a second",
            "Tries that failed, each of which was repeated where that helps, and connections that"
                + " were lost.",
            "failed tries",
            "lost connections");
    failedNow = troubles.get(0);
    lostNow = troubles.get(1);
  }

  /**
   * @param phase of the slot
   * @param lagNanos how late the bench itself was
   */
  public void sent(int phase, long intendedNanos, long lagNanos) {
    sent++;
    sentNow.increment();
    lag.record(lagNanos, phase);
    firstNanos[phase] = Math.min(firstNanos[phase], intendedNanos);
  }

  public void retried() {
    retries++;
  }

  /** A message was refused for good. */
  public void messageRefused() {
    refused++;
  }

  public void acknowledged(boolean duplicate, int phase, long intendedNanos, long now) {
    acknowledged++;
    acknowledgedNow.increment();
    if (duplicate) {
      duplicates++;
    }
    acknowledgement.record(now - intendedNanos, phase);
    acknowledgedIn[phase]++;
    lastNanos[phase] = now;
  }

  /** A message reached the other one for the first time. */
  public void delivered(boolean bySync, int phase, long intendedNanos, long now) {
    delivered++;
    deliveredNow.increment();
    if (bySync) {
      deliveredBySync++;
    }
    delivery.record(now - intendedNanos, phase);
  }

  /** Somebody's mark of having read a message was answered. */
  public void marked() {
    marked++;
  }

  /** A feed told again what the reader had. */
  public void repeated() {
    repeats++;
  }

  @Override
  public void lost(int closeCode) {
    closings.merge(String.valueOf(closeCode), 1L, Long::sum);
    lostNow.increment();
  }

  @Override
  public void refused(RequestFailure failure) {
    error(failure.code());
  }

  /** A try failed that was no part of the load: before it, or when everything was read back. */
  void refusedAside(RequestFailure failure) {
    asideErrors.merge(failure.code(), 1L, Long::sum);
  }

  public void error(String code) {
    errors.merge(code, 1L, Long::sum);
    failedNow.increment();
  }

  @Override
  public void fault(String what) {
    protocolFaults++;
    if (protocolExamples.size() < EXAMPLES) {
      protocolExamples.add("protocol: the server " + what);
    }
  }

  /** One line for somebody who waits. */
  public String progress(long seconds, int waiting) {
    return String.format(
        Locale.ROOT,
        "%4d s  sent %,d  acknowledged %,d  delivered %,d  waiting %,d  errors %,d  p99 %.1f ms",
        seconds,
        sent,
        acknowledged,
        delivered,
        waiting,
        failed(),
        acknowledgement.summary().p99());
  }

  private long failed() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Acknowledged messages past the warm-up. */
  long measuredCount() {
    return acknowledgedIn[Phase.MEASURED];
  }

  /** Acknowledged messages a second, from the first measured intended time to the last answer. */
  double throughput() {
    long nanos = lastNanos[Phase.MEASURED] - firstNanos[Phase.MEASURED];
    return measuredCount() == 0 ? 0 : Math.round(measuredCount() * 1e10 / nanos) / 10.0;
  }

  /** What became of the messages, and whether a promise was broken. */
  List<Row> rows(Findings findings, int unreadConversations) {
    return List.of(
        Row.told("sent", "messages", sent),
        Row.told("acknowledged", "messages", acknowledged),
        Row.told("delivered", "messages", delivered),
        Row.none("neither acknowledged nor refused", sent - acknowledged - refused),
        Row.none("refused for good", refused),
        Row.none("lost", findings.count(Fault.LOST)),
        Row.none("double", findings.count(Fault.DOUBLED)),
        Row.none("disordered", findings.count(Fault.DISORDERED)),
        Row.none("altered", findings.count(Fault.ALTERED)),
        Row.none("foreign", findings.count(Fault.FOREIGN)),
        Row.none("protocol faults", protocolFaults),
        Row.none("conversations not read back", unreadConversations),
        Row.less(Result.FAILED_TRIES, "% of all", errorPercent(), MOST_ERRORS),
        Row.told("lost connections", "", closings.values().stream().mapToLong(n -> n).sum()),
        Row.told("retries", "", retries),
        Row.told("acknowledged as sent before", "", duplicates),
        Row.told("delivered by sync after a gap", "", deliveredBySync),
        Row.told("told again on the wire", "", repeats),
        Row.told("marked as read", "", marked));
  }

  private double errorPercent() {
    return 100.0 * failed() / Math.max(1, sent + retries);
  }

  List<Latency.Curve> latencies() {
    return List.of(acknowledgement.curve(), delivery.curve(), lag.curve());
  }

  Latency.Summary delivery() {
    return delivery.summary();
  }

  /** What a reader should know beside the figures, as sentences. */
  List<String> remarks(Findings findings) {
    List<String> remarks = new ArrayList<>(findings.examples());
    remarks.addAll(protocolExamples);
    if (!errors.isEmpty()) {
      remarks.add("Failed tries by code: " + errors + ".");
    }
    if (!asideErrors.isEmpty()) {
      remarks.add(
          "While setting up and reading back, and mended by a repeat: " + asideErrors + ".");
    }
    if (!closings.isEmpty()) {
      remarks.add("Lost connections by close code: " + closings + ".");
    }
    if (lag.summary().p99() > 5 && lag.summary().p99() > acknowledgement.summary().p99() / 2) {
      remarks.add(LATE_ITSELF);
    }
    return remarks;
  }
}
