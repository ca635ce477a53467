package dev.campfire.bench.faults;

import java.util.Locale;
import java.util.stream.Collectors;

/** The report for people. */
public final class FaultsTable {
  private FaultsTable() {}

  public static String of(FaultsReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "campfire bench faults: seed %d, %d messages/s, %.0f s%n%n"
            .formatted(report.seed(), report.perSecond(), report.seconds()));
    text.append(
        String.format(
            "%-5s %-46s %6s %6s %6s %4s %6s %9s %7s %9s%n",
            "fault",
            "",
            "rounds",
            "sent",
            "acked",
            "lost",
            "double",
            "disorder",
            "foreign",
            "recover s"));
    for (Row row : report.faults()) {
      text.append(line(row)).append(System.lineSeparator());
    }
    text.append(System.lineSeparator());
    for (Row row : report.faults()) {
      text.append("%-5s %s%n".formatted(row.fault(), figures(row)));
      row.misses().forEach(miss -> text.append("      not met: ").append(miss).append('\n'));
      row.examples().forEach(example -> text.append("      ").append(example).append('\n'));
    }
    return text.append(report.passed() ? "PASSED" : "FAILED")
        .append(System.lineSeparator())
        .toString();
  }

  static String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-5s %-46s %6d %6d %6d %4d %6d %9d %7d %9.1f",
        row.fault(),
        row.what(),
        row.rounds(),
        row.sent(),
        row.acknowledged(),
        row.lost(),
        row.doubled(),
        row.disordered(),
        row.foreign(),
        row.secondsToRecover());
  }

  private static String figures(Row row) {
    String others =
        "early %d, receipts %d, dishonest %d"
            .formatted(row.early(), row.receipts(), row.dishonest());
    return row.figures().entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", ", others + "; ", ""));
  }
}
