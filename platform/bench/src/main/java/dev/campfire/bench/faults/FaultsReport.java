package dev.campfire.bench.faults;

import dev.campfire.bench.report.Machine;
import dev.campfire.bench.wire.Json;
import java.time.Instant;
import java.util.List;

/**
 * A run, as JSON.
 *
 * @param seed from which faults and load were drawn
 * @param perSecond messages of the load
 */
public record FaultsReport(
    Instant startedAt,
    double seconds,
    long seed,
    int perSecond,
    Machine machine,
    List<Row> faults) {

  /** Whether every promise was kept under every fault. */
  public boolean passed() {
    return faults.stream().allMatch(Row::isClean);
  }

  public String json() {
    return Json.lines(this);
  }
}
