package dev.campfire.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a run of any scenario has found: told as a table, as JSON and as a page.
 *
 * @param scenario by the command's name
 * @param about what was done, in a sentence
 * @param seconds of the load, with its warm-up
 * @param settings as they were used, by the option's name
 * @param rows the figures, in the order in which they are told
 * @param latencies of what was measured, past the warm-up
 * @param remarks sentences: broken promises by example, and what could not be measured
 */
public record Result(
    String scenario,
    String about,
    Instant startedAt,
    double seconds,
    Map<String, Object> settings,
    Environment environment,
    List<Row> rows,
    List<Latency.Curve> latencies,
    Series series,
    List<String> remarks) {

  /** The name of the row of errors: whatever was tried and failed, though a repeat succeeded. */
  public static final String FAILED_TRIES = "failed tries";

  public Result {
    rows = List.copyOf(rows);
    latencies = List.copyOf(latencies);
    remarks = List.copyOf(remarks);
  }

  /** Whether no promise was broken; goals may have been missed. */
  @JsonProperty("passed")
  public boolean passed() {
    return broken().isEmpty();
  }

  /** The names of the rows whose promise was broken. */
  public List<String> broken() {
    return rows.stream().filter(row -> row.verdict().failsTheRun()).map(Row::name).toList();
  }

  /** How many goals were missed. */
  @JsonProperty("missed")
  public long missed() {
    return rows.stream().filter(row -> row.verdict() == Verdict.MISSED).count();
  }

  /** The verdict on the whole, in a few words. */
  String verdict() {
    String goals =
        missed() == 0 ? "" : missed() == 1 ? ", 1 goal missed" : ", " + missed() + " goals missed";
    return (passed() ? "PASSED" : "FAILED") + goals;
  }

  /** The latency of this name. */
  public Latency.Summary latency(String name) {
    return latencies.stream()
        .filter(latency -> latency.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No latency is named " + name))
        .ms();
  }

  /** The measured value of the first row of this name. */
  public double measured(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No row is named " + name))
        .measured();
  }
}
