package dev.campfire.bench.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.report.Environment;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.report.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbuseReportTest {
  private static final long MILLISECOND = 1_000_000;
  private static final Result QUICK = honest(99, 0);
  private static final AbuseReport.Crowd SENT_AWAY = crowd(Kind.SILENT, Map.of(4401, 7L), 0);
  private static final AbuseReport.Server CALM = server(40, 60, 0);

  private static Result honest(long slowestMs, int lost) {
    Latency acknowledged = new Latency();
    for (int i = 1; i <= 50; i++) {
      acknowledged.record((i < 49 ? 1 : slowestMs) * MILLISECOND);
    }
    return new Result(
        "chat",
        "The honest ones.",
        Instant.EPOCH,
        1,
        Map.of(),
        Environment.machineOnly(),
        List.of(
            Row.told("sent", "messages", 50),
            Row.told("lost connections", "", 0),
            Row.none("lost", lost)),
        List.of(acknowledged.curve("acknowledged"), new Latency().curve("bench's own lag")),
        Series.NONE,
        List.of());
  }

  private static AbuseReport.Crowd crowd(Kind kind, Map<Integer, Long> sentAway, int stillInside) {
    return new AbuseReport.Crowd(
        kind, 7, 7, Map.of("429", 3L), 7, 7, 0, Map.of(), sentAway, stillInside);
  }

  private static AbuseReport.Server server(long heapAfter, long residentAfter, int sockets) {
    return new AbuseReport.Server(40, heapAfter, 60, 90, residentAfter, sockets, Map.of());
  }

  private static AbuseReport report(
      Result during, AbuseReport.Crowd crowd, AbuseReport.Server server) {
    return report(QUICK, during, crowd, server);
  }

  private static AbuseReport report(
      Result cold, Result during, AbuseReport.Crowd crowd, AbuseReport.Server server) {
    AbuseReport.Honest honest = new AbuseReport.Honest(QUICK, cold, during, QUICK);
    return AbuseReport.of(Instant.EPOCH, false, honest, List.of(crowd), server);
  }

  @Test
  void passesWhenTheHonestNoticeNothingAndTheCrowdIsGone() {
    AbuseReport report = report(QUICK, SENT_AWAY, CALM);

    assertThat(report.broken()).isEmpty();
    assertThat(report.toString()).contains("turned away: 429 3", "4401 7").endsWith("PASSED\n");
  }

  @Test
  void failsWhenAnHonestSendTakesTooLong() {
    AbuseReport report = report(honest(101, 0), SENT_AWAY, CALM);

    assertThat(report.passed()).isFalse();
    assertThat(report.toString()).contains("at p99 during").endsWith("FAILED\n");
  }

  @Test
  void failsWhenAnHonestMessageIsNotAccountedFor() {
    assertThat(report(honest(99, 1), SENT_AWAY, CALM).passed()).isFalse();
  }

  @Test
  void forgivesTheFirstCrowdThatItIsSlowAndNothingElse() {
    assertThat(report(honest(101, 0), QUICK, SENT_AWAY, CALM).passed()).isTrue();
    assertThat(report(honest(99, 1), QUICK, SENT_AWAY, CALM).passed()).isFalse();
  }

  @Test
  void failsWhenSomebodyIsNotSentAwayOrForAnotherReason() {
    assertThat(report(QUICK, crowd(Kind.GARBAGE, Map.of(), 1), CALM).broken())
        .containsExactly("Of garbage, 1 were not sent away.");
    assertThat(report(QUICK, crowd(Kind.SILENT, Map.of(1000, 2L), 0), CALM).broken())
        .containsExactly("Of silent, 2 ended with 1000.");
  }

  @Test
  void failsWhenMemoryOrSocketsDoNotComeBack() {
    assertThat(report(QUICK, SENT_AWAY, server(69, 60, 0)).passed()).isFalse();
    assertThat(report(QUICK, SENT_AWAY, server(40, 91, 0)).passed()).isFalse();
    assertThat(report(QUICK, SENT_AWAY, server(40, 60, 1)).passed()).isFalse();
  }
}
