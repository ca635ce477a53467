package dev.campfire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  private static Result result(Row... rows) {
    Latency latency = new Latency();
    for (int ms = 1; ms <= 100; ms++) {
      latency.record(ms * 1_000_000L);
    }
    return new Result(
        "chat",
        "Contacts and agents talk.",
        Instant.parse("2026-11-27T02:00:00Z"),
        65,
        Map.of("rate", 5_000),
        Environment.machineOnly(),
        List.of(rows),
        List.of(latency.curve("delivered")),
        Series.NONE,
        List.of("conversation 3: nobody here sent the message at 5"));
  }

  @Test
  void passesWhatKeepsItsPromisesThoughItMissesAGoal() {
    Result result =
        result(
            Row.none("lost", 0),
            Row.less("errors", "%", 0.02, 0.1),
            Row.atMost("p99", "ms", 51, 50),
            Row.atLeast("throughput", "messages/s", 4_999, 5_000));

    assertThat(result.passed()).isTrue();
    assertThat(result.missed()).isEqualTo(2);
    assertThat(ResultTable.of(result)).endsWith("PASSED, 2 goals missed\n");
  }

  @Test
  void failsOnABrokenPromise() {
    assertThat(result(Row.none("lost", 1)).passed()).isFalse();
    assertThat(result(Row.none("lost", Double.NaN)).passed()).isFalse();
    assertThat(result(Row.less("errors", "%", 0.1, 0.1)).passed()).isFalse();
    assertThat(result(Row.less("errors", "%", Double.NaN, 0.1)).passed()).isFalse();
    assertThat(ResultTable.of(result(Row.none("lost", 1)))).endsWith("FAILED\n");
  }

  @Test
  void meetsAGoalAtItsEdge() {
    assertThat(Row.atMost("p99", "ms", 50, 50).verdict()).isEqualTo(Verdict.MET);
    assertThat(Row.atLeast("throughput", "", 5_000, 5_000).verdict()).isEqualTo(Verdict.MET);
    assertThat(Row.atMost("p99", "ms", Double.NaN, 50).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void writesFiguresAsPeopleReadThem() {
    assertThat(List.of(Row.text(12_345), Row.text(4_998.7), Row.text(45.26), Row.text(1.234)))
        .containsExactly("12,345", "4,999", "45.3", "1.23");
    assertThat(List.of(Row.text(0.0123), Row.text(Double.NaN), Row.text(0)))
        .containsExactly("0.012", "unknown", "0");
  }

  @Test
  void isATableWhoseLinesHoldWhatWasAskedMeasuredAndMust() {
    String table =
        ResultTable.of(result(Row.atLeast("throughput", "messages/s", 4_998, 5_000).asked(5_000)));

    assertThat(table)
        .containsPattern("throughput, messages/s +5,000 +4,998 +at least 5,000 +MISSED\n")
        .containsPattern("delivered +100 +50\\.\\d+ +90\\.\\d+ +99\\.\\d+")
        .contains("rate 5000", "  conversation 3: nobody here sent the message at 5\n");
  }

  @Test
  void isTheSameInJson() {
    String json = Json.lines(result(Row.none("lost", 0), Row.told("retries", "", 3)));

    assertThat(json)
        .contains("\"scenario\" : \"chat\"", "\"startedAt\" : \"2026-11-27T02:00:00Z\"")
        .contains("\"passed\" : true", "\"missed\" : 0", "\"verdict\" : \"MET\"")
        .contains("\"percent\" : 99.9", "\"cores\"", "\"rate\" : 5000");
  }

  @Test
  void tellsOneFigureByItsName() {
    Result result = result(Row.told("retries", "", 3));

    assertThat(result.measured("retries")).isEqualTo(3);
    assertThatThrownBy(() -> result.measured("retry")).hasMessageContaining("retry");
  }
}
