package dev.campfire.bench.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.check.Findings;
import dev.campfire.bench.report.Report;
import dev.campfire.bench.report.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbuseReportTest {
  private static final long MILLISECOND = 1_000_000;
  private static final Report QUICK = honest(99);
  private static final AbuseReport.Crowd SENT_AWAY = crowd(Kind.SILENT, Map.of(4401, 7L), 0);
  private static final AbuseReport.Server CALM = server(40, 60, 0);

  private static Report honest(long slowestMs) {
    Tally tally = new Tally();
    for (int i = 1; i <= 50; i++) {
      tally.sent(true, i, 1);
      tally.acknowledged(false, true, i, i + (i < 49 ? 1 : slowestMs) * MILLISECOND);
    }
    return Report.of(
        "chat", Map.of(), Report.Beginning.now(Instant.EPOCH), tally, new Findings(), 0);
  }

  private static AbuseReport.Crowd crowd(Kind kind, Map<Integer, Long> sentAway, int stillInside) {
    return new AbuseReport.Crowd(
        kind, 7, 7, Map.of("429", 3L), 7, 7, 0, Map.of(), sentAway, stillInside);
  }

  private static AbuseReport.Server server(long heapAfter, long residentAfter, int sockets) {
    return new AbuseReport.Server(40, heapAfter, 60, 90, residentAfter, sockets, Map.of());
  }

  private static AbuseReport report(
      Report during, AbuseReport.Crowd crowd, AbuseReport.Server server) {
    return AbuseReport.of(Instant.EPOCH, false, QUICK, during, QUICK, List.of(crowd), server);
  }

  @Test
  void passesWhenTheHonestNoticeNothingAndTheCrowdIsGone() {
    AbuseReport report = report(QUICK, SENT_AWAY, CALM);

    assertThat(report.broken()).isEmpty();
    assertThat(report.toString()).contains("turned away: 429 3", "4401 7").endsWith("PASSED\n");
  }

  @Test
  void failsWhenAnHonestSendTakesTooLong() {
    AbuseReport report = report(honest(101), SENT_AWAY, CALM);

    assertThat(report.passed()).isFalse();
    assertThat(report.toString()).contains("at p99 during").endsWith("FAILED\n");
  }

  @Test
  void failsWhenAnHonestMessageIsNotAccountedFor() {
    Tally tally = new Tally();
    tally.sent(true, 1, 1);
    Report lost =
        Report.of("chat", Map.of(), Report.Beginning.now(Instant.EPOCH), tally, new Findings(), 0);

    assertThat(report(lost, SENT_AWAY, CALM).passed()).isFalse();
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
