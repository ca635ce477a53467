package dev.campfire.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A result for people at a terminal. */
public final class ResultTable {
  private final StringBuilder text = new StringBuilder();

  private ResultTable() {}

  public static String of(Result result) {
    return new ResultTable().write(result);
  }

  private String write(Result result) {
    line("campfire bench %s: %s", result.scenario(), result.about());
    pair("machine", machine(result.environment().machine()));
    result.environment().servers().forEach(server -> pair("server", server(server)));
    if (result.environment().database() != null) {
      pair("database", database(result.environment().database()));
    }
    pair("settings", pairs(result.settings()));
    line("");
    rows(result.rows());
    line("");
    latencies(result.latencies());
    result.remarks().forEach(remark -> line("  %s", remark));
    line("%s", result.verdict());
    return text.toString();
  }

  private void rows(List<Row> rows) {
    int name = widest(rows.stream().map(ResultTable::nameWithUnit).toList(), "");
    int asked = widest(rows.stream().map(Row::askedText).toList(), "asked");
    int measured = widest(rows.stream().map(Row::measuredText).toList(), "measured");
    int must = widest(rows.stream().map(Row::must).toList(), "must");
    String format = "%-" + name + "s  %" + asked + "s  %" + measured + "s  %-" + must + "s  %s";
    line(format, "", "asked", "measured", "must", "");
    for (Row row : rows) {
      line(
          format,
          nameWithUnit(row),
          row.askedText(),
          row.measuredText(),
          row.must(),
          row.verdict().word());
    }
  }

  private static int widest(List<String> texts, String title) {
    return Math.max(title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String nameWithUnit(Row row) {
    return row.unit().isEmpty() ? row.name() : row.name() + ", " + row.unit();
  }

  private void latencies(List<Latency.Curve> latencies) {
    if (latencies.isEmpty()) {
      return;
    }
    int name = widest(latencies.stream().map(Latency.Curve::name).toList(), "ms");
    line(
        "%-" + name + "s %9s %9s %9s %9s %9s %9s",
        "ms",
        "count",
        "p50",
        "p90",
        "p99",
        "p99.9",
        "max");
    for (Latency.Curve latency : latencies) {
      Latency.Summary ms = latency.ms();
      line(
          "%-" + name + "s %,9d %9.2f %9.2f %9.2f %9.2f %9.2f",
          latency.name(),
          ms.count(),
          ms.p50(),
          ms.p90(),
          ms.p99(),
          ms.p999(),
          ms.max());
    }
    line("");
  }

  static String machine(Machine machine) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores (%s), %,d MiB, bench on %s",
        machine.os(),
        machine.cores(),
        machine.processor(),
        machine.memoryMiB(),
        machine.java());
  }

  static String server(Environment.Server server) {
    return ("Java " + server.java() + " " + String.join(" ", server.options())).strip();
  }

  static String database(Environment.Database database) {
    return database.version() + ": " + pairs(database.settings());
  }

  static String pairs(Map<String, ?> pairs) {
    return pairs.isEmpty()
        ? "none"
        : pairs.entrySet().stream()
            .map(pair -> pair.getKey() + " " + pair.getValue())
            .collect(Collectors.joining(", "));
  }

  private void pair(String name, String value) {
    line("%-9s %s", name, value);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
