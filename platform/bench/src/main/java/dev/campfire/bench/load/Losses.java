package dev.campfire.bench.load;

import dev.campfire.bench.report.Row;
import dev.campfire.bench.wire.Person;
import dev.campfire.bench.wire.RequestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a crowd's connections go through that they should not. */
public final class Losses implements Person.ConnectionLog {
  private static final int EXAMPLES = 5;

  private final Map<Integer, Long> lost = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private long faultCount;

  @Override
  public void lost(int closeCode) {
    lost.merge(closeCode, 1L, Long::sum);
  }

  @Override
  public void refused(RequestFailure failure) {
    refused(failure.code());
  }

  public void refused(String code) {
    refused.merge(code, 1L, Long::sum);
  }

  @Override
  public void fault(String what) {
    faultCount++;
    if (faults.size() < EXAMPLES) {
      faults.add("The server broke the protocol: " + what);
    }
  }

  /** What has happened so far does not count. */
  public void forget() {
    lost.clear();
    refused.clear();
  }

  public long lostCount() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  public long refusedCount() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** None of it may be. */
  public List<Row> rows() {
    return List.of(
        Row.none("requests refused", refusedCount()),
        Row.none("frames against the protocol", faultCount));
  }

  /** Of what kind they were. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(faults);
    if (!lost.isEmpty()) {
      remarks.add("Connections lost, by close code: " + lost + ".");
    }
    if (!refused.isEmpty()) {
      remarks.add("Requests refused, by code: " + refused + ".");
    }
    return remarks;
  }
}
