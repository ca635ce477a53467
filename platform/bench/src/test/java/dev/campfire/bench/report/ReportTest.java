package dev.campfire.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.check.ConversationCheck;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.check.Seen;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final long MILLISECOND = 1_000_000;

  private final Tally tally = new Tally();
  private final Findings findings = new Findings();

  private Report report(int unread) {
    Report.Beginning beginning = Report.Beginning.now(Instant.parse("2026-11-23T12:00:00Z"));
    return Report.of("chat", Map.of("rate", 200), beginning, tally, findings, unread);
  }

  private void sendAndAcknowledge(int count) {
    for (int i = 1; i <= count; i++) {
      long intended = i * 10 * MILLISECOND;
      tally.sent(true, intended, MILLISECOND / 10);
      tally.acknowledged(false, true, intended, intended + i * MILLISECOND);
    }
  }

  @Test
  void passesWhenEverythingIsAccountedFor() {
    sendAndAcknowledge(100);

    assertThat(report(0).passed()).isTrue();
    assertThat(Table.of(report(0))).endsWith("PASSED\n");
  }

  @Test
  void failsOnABrokenPromise() {
    sendAndAcknowledge(1);
    new ConversationCheck("conversation 3", findings)
        .received(Side.AGENT, new Seen(new UUID(0, 1), new UUID(0, 2), 5, "text"));

    assertThat(report(0).passed()).isFalse();
    assertThat(Table.of(report(0)))
        .contains("conversation 3: nobody here sent the message at 5")
        .endsWith("FAILED\n");
  }

  @Test
  void failsOnWhatIsNotAccountedFor() {
    tally.sent(true, 1, 1);
    assertThat(report(0).passed()).isFalse();

    tally.messageRefused();
    assertThat(report(0).messages().unacknowledged()).isZero();
    assertThat(report(0).passed()).isFalse();
  }

  @Test
  void failsOnWhatCouldNotBeReadBackAndOnABrokenProtocol() {
    assertThat(report(1).passed()).isFalse();

    tally.fault("answered twice, or what was not asked");
    assertThat(report(0).passed()).isFalse();
    assertThat(report(0).faults().examples())
        .containsExactly("protocol: the server answered twice, or what was not asked");
  }

  @Test
  void anErrorThatARetryMendedFailsNothing() {
    tally.sent(true, 1, 1);
    tally.error("unavailable");
    tally.retried();
    tally.acknowledged(true, true, 1, 2);

    Report report = report(0);
    assertThat(report.passed()).isTrue();
    assertThat(report.errors()).containsExactly(Map.entry("unavailable", 1L));
    assertThat(report.messages().duplicateReplies()).isEqualTo(1);
  }

  @Test
  void tellsPercentilesInMillisecondsFromTheIntendedTime() {
    sendAndAcknowledge(100);

    Latency.Summary ms = report(0).latencyMs().acknowledged();
    assertThat(ms.count()).isEqualTo(100);
    assertThat(ms.p50()).isBetween(49.9, 50.1);
    assertThat(ms.p99()).isBetween(98.8, 99.2);
    assertThat(ms.max()).isBetween(99.9, 100.1);
    assertThat(report(0).latencyMs().lag().max()).isBetween(0.099, 0.101);
    // 100 answers from 10 ms to 1,100 ms.
    assertThat(report(0).throughputPerSecond()).isEqualTo(91.7);
  }

  @Test
  void saysSoWhenTheBenchItselfWasTooSlow() {
    sendAndAcknowledge(100);
    assertThat(Table.of(report(0))).doesNotContain("bench itself was late");

    tally.sent(true, 1, 900 * MILLISECOND);
    tally.sent(true, 1, 900 * MILLISECOND);
    assertThat(Table.of(report(0))).contains("bench itself was late");
  }

  @Test
  void leavesTheWarmupOutOfTheLatenciesAndInTheCounts() {
    tally.sent(false, 1, 1);
    tally.acknowledged(false, false, 1, 900 * MILLISECOND);
    tally.delivered(false, false, 1, 900 * MILLISECOND);

    assertThat(report(0).latencyMs().acknowledged().count()).isZero();
    assertThat(report(0).latencyMs().delivered().count()).isZero();
    assertThat(report(0).messages().acknowledged()).isEqualTo(1);
  }

  @Test
  void clipsWhatIsLongerThanItCanKeepInsteadOfFailing() {
    tally.acknowledged(false, true, 0, 3_600_000 * MILLISECOND);

    assertThat(report(0).latencyMs().acknowledged().max()).isBetween(599_000.0, 601_000.0);
  }

  @Test
  void isTheSameInJson() {
    sendAndAcknowledge(2);

    assertThat(Json.lines(report(0)))
        .contains("\"benchmark\" : \"chat\"")
        .contains("\"passed\" : true")
        .contains("\"startedAt\" : \"2026-11-23T12:00:00Z\"")
        .contains("\"rate\" : 200")
        .contains("\"lost\" : 0", "\"doubled\" : 0", "\"disordered\" : 0")
        .contains("\"p999\"")
        .contains("\"processorPercent\"", "\"peakMemoryMiB\"", "\"cores\"");
  }
}
