package dev.campfire.bench.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
public final class Table {
  private final StringBuilder text = new StringBuilder();

  private Table() {}

  public static String of(Report report) {
    return new Table().write(report);
  }

  private String write(Report report) {
    Report.Messages messages = report.messages();
    Report.Faults faults = report.faults();
    line("campfire bench %s", report.benchmark());
    row("machine", "%s", machine(report));
    row("settings", "%s", pairs(report.settings()));
    row(
        "bench",
        "%.1f s, %.1f s of processor (%.0f %% of a core), %d MiB",
        report.seconds(),
        report.bench().processorSeconds(),
        report.bench().processorPercent(),
        report.bench().peakMemoryMiB());
    line("");
    row("sent", "%,d", messages.sent());
    row("acknowledged", "%,d", messages.acknowledged());
    row("delivered", "%s", delivered(messages));
    row("unacknowledged", "%,d", messages.unacknowledged());
    row("refused", "%,d", messages.refused());
    row("retries", "%,d", messages.retries());
    row("marked as read", "%,d", messages.marked());
    row("throughput", "%.1f messages/s", report.throughputPerSecond());
    line("");
    row("lost", "%d", faults.lost());
    row("double", "%d", faults.doubled());
    row("disordered", "%d", faults.disordered());
    row("altered", "%d", faults.altered());
    row("foreign", "%d", faults.foreign());
    row("protocol faults", "%d", faults.protocol());
    row("not read back", "%d conversations", faults.unreadConversations());
    row("errors by code", "%s", pairs(report.errors()));
    row("lost connections", "%s", pairs(report.closings()));
    line("");
    line("%-17s %9s %9s %9s %9s %9s", "ms", "p50", "p90", "p99", "p99.9", "max");
    latency("acknowledged", report.latencyMs().acknowledged());
    latency("delivered", report.latencyMs().delivered());
    latency("bench's own lag", report.latencyMs().lag());
    if (report.latencyMs().isTheBenchTheBottleneck()) {
      line(
          "  The bench itself was late, so this machine was too busy for these latencies to count.");
    }
    line("");
    faults.examples().forEach(example -> line("  %s", example));
    line(report.passed() ? "PASSED" : "FAILED");
    return text.toString();
  }

  private static String machine(Report report) {
    Machine machine = report.machine();
    return String.format(
        Locale.ROOT,
        "%s, %d cores (%s), %,d MiB, %s",
        machine.os(),
        machine.cores(),
        machine.processor(),
        machine.memoryMiB(),
        machine.java());
  }

  private static String delivered(Report.Messages messages) {
    return String.format(
        Locale.ROOT,
        "%,d (%,d of them by sync; %,d repeats on the wire)",
        messages.delivered(),
        messages.deliveredBySync(),
        messages.rawRepeats());
  }

  private static String pairs(Map<String, ?> pairs) {
    return pairs.isEmpty()
        ? "none"
        : pairs.entrySet().stream()
            .map(pair -> pair.getKey() + " " + pair.getValue())
            .collect(Collectors.joining(", "));
  }

  private void latency(String name, Latency.Summary ms) {
    line(
        "%-17s %9.2f %9.2f %9.2f %9.2f %9.2f",
        name, ms.p50(), ms.p90(), ms.p99(), ms.p999(), ms.max());
  }

  private void row(String name, String format, Object... values) {
    line("%-17s %s", name, String.format(Locale.ROOT, format, values));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
