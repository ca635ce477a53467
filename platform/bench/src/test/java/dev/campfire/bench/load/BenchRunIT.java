package dev.campfire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.load.FakeCampfire.Mischief;
import dev.campfire.bench.report.Report;
import dev.campfire.bench.report.Table;
import dev.campfire.bench.wire.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole runs over real sockets against a server that keeps its promises, or does not. */
class BenchRunIT {
  private final FakeCampfire server = new FakeCampfire();
  private final List<String> progress = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  private Cast cast(int conversations, int agents, String password) {
    return new Cast(
        Target.parse(server.url()),
        "demo",
        List.of("ada@demo.test", "grace@demo.test"),
        password,
        agents,
        conversations);
  }

  /** 60 messages in 5 conversations. */
  private Report chat() {
    return chat(false);
  }

  private Report chat(boolean receipts) {
    return ChatRun.run(
        new ChatSettings(
            cast(5, 2, "campfire"),
            40,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            120,
            receipts),
        progress::add);
  }

  private static void assertNoFault(Report report) {
    assertThat(report.faults().examples()).isEmpty();
    assertThat(report.passed()).as(Table.of(report)).isTrue();
    assertThat(report.messages().acknowledged()).isEqualTo(report.messages().sent());
    assertThat(report.messages().delivered()).isEqualTo(report.messages().sent());
  }

  @Test
  void passesAServerThatKeepsItsPromises() {
    Report report = chat();

    assertNoFault(report);
    assertThat(report.messages().sent()).isEqualTo(60);
    assertThat(report.latencyMs().acknowledged().count()).isEqualTo(40);
    assertThat(report.latencyMs().delivered().count()).isEqualTo(40);
    assertThat(report.latencyMs().acknowledged().p50()).isPositive();
    assertThat(report.messages().rawRepeats()).isZero();
    assertThat(report.throughputPerSecond()).isBetween(1.0, 45.0);
    assertThat(report.errors()).isEmpty();
    assertThat(progress).hasSizeGreaterThan(1);
  }

  @Test
  void marksEachMessageAsReadWhenAskedFor() {
    Report report = chat(true);

    assertNoFault(report);
    assertThat(report.messages().marked()).isEqualTo(report.messages().sent());
  }

  @Test
  void forgivesWhatTheContractAllows() {
    server
        .at(10, Mischief.RATE_LIMIT)
        .at(20, Mischief.REPEAT)
        .at(30, Mischief.HIDE)
        .at(35, Mischief.TELL_LATE);
    Report report = chat();

    assertNoFault(report);
    assertThat(report.errors()).containsExactly(Map.entry("rate_limited", 1L));
    assertThat(report.messages().retries()).isEqualTo(1);
    assertThat(report.messages().rawRepeats()).isGreaterThanOrEqualTo(2);
    assertThat(report.messages().deliveredBySync()).isPositive();
  }

  @Test
  void comesBackAfterALostSocketAndAsksAgainWithTheSameId() {
    server.at(25, Mischief.HANG_UP);
    Report report = chat();

    assertNoFault(report);
    assertThat(report.closings()).containsExactly(Map.entry("1011", 1L));
    assertThat(report.errors()).containsKey("connection_lost");
    assertThat(report.messages().duplicateReplies()).isEqualTo(1);
  }

  @Test
  void findsALostMessage() {
    server.at(58, Mischief.LOSE);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.faults().lost()).isEqualTo(1);
  }

  @Test
  void findsAMessageThatReachesNobody() {
    server.at(58, Mischief.HIDE_FOR_GOOD);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.faults().lost()).isEqualTo(1);
    assertThat(report.faults().examples()).anyMatch(example -> example.contains("never reached"));
  }

  @Test
  void findsADoubledMessage() {
    server.at(30, Mischief.STORE_TWICE);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.faults().doubled()).isEqualTo(1);
    assertThat(report.faults().lost()).isZero();
  }

  @Test
  void findsAHole() {
    server.at(30, Mischief.SKIP_NUMBER);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.faults().disordered()).isEqualTo(1);
  }

  @Test
  void findsAnAlteredMessageAndASecondAnswer() {
    server.at(20, Mischief.ALTER).at(40, Mischief.ANSWER_TWICE);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.faults().altered()).isEqualTo(1);
    assertThat(report.faults().protocol()).isEqualTo(1);
  }

  @Test
  void failsARunInWhichAMessageWasRefused() {
    server.at(20, Mischief.FORBID);
    Report report = chat();

    assertThat(report.passed()).isFalse();
    assertThat(report.messages().refused()).isEqualTo(1);
    assertThat(report.errors()).containsExactly(Map.entry("forbidden", 1L));
    assertThat(report.faults().lost()).isZero();
  }

  @Test
  void pingsOneMessageAfterTheOther() {
    PingSettings settings =
        new PingSettings(cast(1, 1, "campfire"), Side.CONTACT, 5, 20, Duration.ofMillis(5), 120);
    Report report = PingRun.run(settings, progress::add);

    assertNoFault(report);
    assertThat(report.messages().sent()).isEqualTo(25);
    assertThat(report.latencyMs().acknowledged().count()).isEqualTo(20);
  }

  @Test
  void saysInOneLineWhyARunCannotBegin() {
    ChatSettings settings =
        new ChatSettings(cast(1, 1, "wrong"), 1, Duration.ZERO, Duration.ofSeconds(1), 120, false);

    assertThatThrownBy(() -> ChatRun.run(settings, progress::add))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("could not be set up at " + server.url())
        .hasMessageContaining("unauthenticated")
        .hasMessageNotContaining("\n");
  }
}
