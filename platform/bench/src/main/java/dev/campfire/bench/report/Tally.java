package dev.campfire.bench.report;

import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run counts while it goes on. On the bench's one event loop only. */
public final class Tally implements Person.ConnectionLog {
  private static final int EXAMPLES = 10;

  private final Map<String, Long> errors = new TreeMap<>();
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
  private long firstMeasuredNanos;
  private long lastMeasuredNanos;
  private long measuredAcknowledged;
  private final Latency acknowledgement = new Latency();
  private final Latency delivery = new Latency();
  private final Latency lag = new Latency();

  /**
   * @param measured whether it counts in the latencies, that is, not in the warm-up
   * @param lagNanos how late the bench itself was
   */
  public void sent(boolean measured, long intendedNanos, long lagNanos) {
    sent++;
    if (measured) {
      lag.record(lagNanos);
      if (firstMeasuredNanos == 0) {
        firstMeasuredNanos = intendedNanos;
      }
    }
  }

  public void retried() {
    retries++;
  }

  /** A message was refused for good. */
  public void messageRefused() {
    refused++;
  }

  public void acknowledged(boolean duplicate, boolean measured, long intendedNanos, long now) {
    acknowledged++;
    if (duplicate) {
      duplicates++;
    }
    if (measured) {
      acknowledgement.record(now - intendedNanos);
      measuredAcknowledged++;
      lastMeasuredNanos = now;
    }
  }

  /** A message reached the other one for the first time. */
  public void delivered(boolean bySync, boolean measured, long intendedNanos, long now) {
    delivered++;
    if (bySync) {
      deliveredBySync++;
    }
    if (measured) {
      delivery.record(now - intendedNanos);
    }
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
  }

  @Override
  public void refused(RequestFailure failure) {
    error(failure.code());
  }

  public void error(String code) {
    errors.merge(code, 1L, Long::sum);
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
    long failed = errors.values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%4d s  sent %,d  acknowledged %,d  delivered %,d  waiting %,d  errors %,d  p99 %.1f ms",
        seconds,
        sent,
        acknowledged,
        delivered,
        waiting,
        failed,
        acknowledgement.summary().p99());
  }

  Report.Messages messages() {
    return new Report.Messages(
        sent,
        acknowledged,
        sent - acknowledged - refused,
        refused,
        retries,
        duplicates,
        delivered,
        deliveredBySync,
        repeats,
        marked);
  }

  Report.Latencies latencies() {
    return new Report.Latencies(acknowledgement.summary(), delivery.summary(), lag.summary());
  }

  /** Acknowledged messages a second, from the first measured intended time to the last answer. */
  double throughput() {
    long nanos = lastMeasuredNanos - firstMeasuredNanos;
    return nanos <= 0 ? 0 : Math.round(measuredAcknowledged * 1e10 / nanos) / 10.0;
  }

  Map<String, Long> errors() {
    return new TreeMap<>(errors);
  }

  Map<String, Long> closings() {
    return new TreeMap<>(closings);
  }

  long protocolFaults() {
    return protocolFaults;
  }

  List<String> protocolExamples() {
    return List.copyOf(protocolExamples);
  }
}
