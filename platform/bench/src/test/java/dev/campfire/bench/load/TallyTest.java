package dev.campfire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bench.check.ConversationCheck;
import dev.campfire.bench.check.Findings;
import dev.campfire.bench.check.Seen;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.report.Latency;
import dev.campfire.bench.report.Row;
import dev.campfire.bench.report.Verdict;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.watch.Phase;
import dev.campfire.bench.watch.Timeline;
import dev.campfire.bench.wire.RequestFailure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long MILLISECOND = 1_000_000;

  private final Tally tally = new Tally(new Timeline(Observed.NOBODY));
  private final Findings findings = new Findings();

  private void sendAndAcknowledge(int count) {
    for (int i = 1; i <= count; i++) {
      long intended = i * 10 * MILLISECOND;
      tally.sent(Phase.MEASURED, intended, MILLISECOND / 10);
      tally.acknowledged(false, Phase.MEASURED, intended, intended + i * MILLISECOND);
    }
  }

  private List<String> broken(int unread) {
    return tally.rows(findings, unread).stream()
        .filter(row -> row.verdict() == Verdict.BROKEN)
        .map(Row::name)
        .toList();
  }

  private Latency.Summary latency(String name) {
    return tally.latencies().stream()
        .filter(latency -> latency.name().equals(name))
        .findFirst()
        .orElseThrow()
        .ms();
  }

  private double figure(String name) {
    return tally.rows(findings, 0).stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow()
        .measured();
  }

  @Test
  void hasNothingAgainstARunInWhichAllIsAccountedFor() {
    sendAndAcknowledge(100);

    assertThat(broken(0)).isEmpty();
    assertThat(tally.remarks(findings)).isEmpty();
  }

  @Test
  void namesABrokenPromise() {
    sendAndAcknowledge(1);
    new ConversationCheck("conversation 3", findings)
        .received(Side.AGENT, new Seen(new UUID(0, 1), new UUID(0, 2), 5, "text"));

    assertThat(broken(0)).containsExactly("foreign");
    assertThat(tally.remarks(findings))
        .containsExactly("foreign: conversation 3: nobody here sent the message at 5");
  }

  @Test
  void namesWhatIsNotAccountedFor() {
    tally.sent(Phase.MEASURED, 1, 1);
    assertThat(broken(0)).containsExactly("neither acknowledged nor refused");

    tally.messageRefused();
    assertThat(broken(0)).containsExactly("refused for good");
  }

  @Test
  void namesWhatCouldNotBeReadBackAndABrokenProtocol() {
    tally.fault("answered twice, or what was not asked");

    assertThat(broken(1)).containsExactly("protocol faults", "conversations not read back");
    assertThat(tally.remarks(findings))
        .containsExactly("protocol: the server answered twice, or what was not asked");
  }

  @Test
  void allowsLessThanOneFailedTryInAThousandThoughARetryMendsIt() {
    sendAndAcknowledge(1_000);
    tally.error("unavailable");
    tally.retried();
    assertThat(broken(0)).isEmpty();
    assertThat(figure("failed tries")).isCloseTo(0.1, org.assertj.core.data.Offset.offset(0.001));
    assertThat(tally.remarks(findings)).containsExactly("Failed tries by code: {unavailable=1}.");

    tally.error("unavailable");
    assertThat(broken(0)).containsExactly("failed tries");
  }

  @Test
  void countsNoTryBeforeTheLoadAsAnErrorOfIt() {
    sendAndAcknowledge(1);
    tally.refusedAside(RequestFailure.ofStatus(503));

    assertThat(broken(0)).isEmpty();
    assertThat(tally.remarks(findings)).singleElement().asString().contains("{status_503=1}");
  }

  @Test
  void tellsPercentilesInMillisecondsFromTheIntendedTime() {
    sendAndAcknowledge(100);

    Latency.Summary ms = latency("acknowledged");
    assertThat(ms.count()).isEqualTo(100);
    assertThat(ms.p50()).isBetween(49.9, 50.1);
    assertThat(ms.p99()).isBetween(98.8, 99.2);
    assertThat(ms.max()).isBetween(99.9, 100.1);
    assertThat(latency("bench's own lag").max()).isBetween(0.099, 0.101);
    // 100 answers from 10 ms to 1,100 ms.
    assertThat(tally.throughput()).isEqualTo(91.7);
  }

  @Test
  void saysSoWhenTheBenchItselfWasTooSlow() {
    sendAndAcknowledge(100);
    assertThat(tally.remarks(findings)).isEmpty();

    tally.sent(Phase.MEASURED, 1, 900 * MILLISECOND);
    tally.sent(Phase.MEASURED, 1, 900 * MILLISECOND);
    assertThat(tally.remarks(findings)).first().asString().contains("bench itself was late");
  }

  @Test
  void leavesTheWarmupOutOfTheLatenciesAndInTheCounts() {
    tally.sent(Phase.WARM_UP, 1, 1);
    tally.acknowledged(false, Phase.WARM_UP, 1, 900 * MILLISECOND);
    tally.delivered(false, Phase.WARM_UP, 1, 900 * MILLISECOND);

    assertThat(latency("acknowledged").count()).isZero();
    assertThat(latency("delivered").count()).isZero();
    assertThat(figure("acknowledged")).isEqualTo(1);
    assertThat(tally.measuredCount()).isZero();
  }

  @Test
  void clipsWhatIsLongerThanItCanKeepInsteadOfFailing() {
    tally.acknowledged(false, Phase.MEASURED, 0, 3_600_000 * MILLISECOND);

    assertThat(latency("acknowledged").max()).isBetween(599_000.0, 601_000.0);
  }
}
