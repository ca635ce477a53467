package dev.campfire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RunFailure;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.load.FakeCampfire.Mischief;
import dev.campfire.bench.report.Result;
import dev.campfire.bench.report.ResultTable;
import dev.campfire.bench.watch.Observed;
import dev.campfire.bench.wire.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** 55 messages in 5 conversations. */
  private Result chat() {
    return chat(false);
  }

  private Result chat(boolean receipts) {
    return ChatRun.run(
        new ChatSettings(
            cast(5, 2, "campfire"),
            40,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            120,
            receipts),
        Observed.NOBODY,
        progress::add);
  }

  /** What broke, beside tries that failed, of which so few messages allow none. */
  private static List<String> broken(Result result) {
    return result.broken().stream().filter(name -> !name.equals(Result.FAILED_TRIES)).toList();
  }

  private static void assertNoFault(Result result) {
    assertThat(broken(result)).as(ResultTable.of(result)).isEmpty();
    assertThat(result.measured("acknowledged")).isEqualTo(result.measured("sent"));
    assertThat(result.measured("delivered")).isEqualTo(result.measured("sent"));
  }

  /** But for the one that a busy machine adds. */
  private static List<String> remarks(Result result) {
    return result.remarks().stream().filter(remark -> !remark.equals(Tally.LATE_ITSELF)).toList();
  }

  @Test
  void passesAServerThatKeepsItsPromises() {
    Result result = chat();

    assertNoFault(result);
    assertThat(result.measured("sent")).isEqualTo(55);
    assertThat(result.latency("acknowledged").count()).isEqualTo(40);
    assertThat(result.latency("delivered").count()).isEqualTo(40);
    assertThat(result.latency("acknowledged").p50()).isPositive();
    assertThat(result.measured("told again on the wire")).isZero();
    assertThat(result.measured("throughput")).isBetween(1.0, 45.0);
    assertThat(result.passed()).isTrue();
    assertThat(remarks(result)).isEmpty();
    assertThat(result.measured("failed tries")).isZero();
    assertThat(progress).hasSizeGreaterThan(1);
  }

  @Test
  void marksEachMessageAsReadWhenAskedFor() {
    Result result = chat(true);

    assertNoFault(result);
    assertThat(result.measured("marked as read")).isEqualTo(result.measured("sent"));
  }

  @Test
  void forgivesWhatTheContractAllows() {
    server
        .at(10, Mischief.RATE_LIMIT)
        .at(20, Mischief.REPEAT)
        .at(30, Mischief.HIDE)
        .at(35, Mischief.TELL_LATE);
    Result result = chat();

    assertNoFault(result);
    assertThat(remarks(result)).containsExactly("Failed tries by code: {rate_limited=1}.");
    // One of fifty-five is more than one of a thousand.
    assertThat(result.passed()).isFalse();
    assertThat(result.measured("retries")).isEqualTo(1);
    assertThat(result.measured("told again on the wire")).isGreaterThanOrEqualTo(2);
    assertThat(result.measured("delivered by sync after a gap")).isPositive();
  }

  @Test
  void comesBackAfterALostSocketAndAsksAgainWithTheSameId() {
    server.at(25, Mischief.HANG_UP);
    Result result = chat();

    assertNoFault(result);
    assertThat(result.remarks())
        .contains("Lost connections by close code: {1011=1}.")
        .anyMatch(remark -> remark.contains("connection_lost="));
    assertThat(result.measured("acknowledged as sent before")).isEqualTo(1);
  }

  @Test
  void findsALostMessage() {
    server.at(53, Mischief.LOSE);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("lost")).isEqualTo(1);
  }

  @Test
  void findsAMessageThatReachesNobody() {
    server.at(53, Mischief.HIDE_FOR_GOOD);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("lost")).isEqualTo(1);
    assertThat(result.remarks()).anyMatch(example -> example.contains("never reached"));
  }

  @Test
  void findsADoubledMessage() {
    server.at(30, Mischief.STORE_TWICE);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("double")).isEqualTo(1);
    assertThat(result.measured("lost")).isZero();
  }

  @Test
  void findsAHole() {
    server.at(30, Mischief.SKIP_NUMBER);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("disordered")).isEqualTo(1);
  }

  @Test
  void findsAnAlteredMessageAndASecondAnswer() {
    server.at(20, Mischief.ALTER).at(40, Mischief.ANSWER_TWICE);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("altered")).isEqualTo(1);
    assertThat(result.measured("protocol faults")).isEqualTo(1);
  }

  @Test
  void failsARunInWhichAMessageWasRefused() {
    server.at(20, Mischief.FORBID);
    Result result = chat();

    assertThat(result.passed()).isFalse();
    assertThat(result.measured("refused for good")).isEqualTo(1);
    assertThat(result.remarks()).contains("Failed tries by code: {forbidden=1}.");
    assertThat(result.measured("lost")).isZero();
  }

  @Test
  void pingsOneMessageAfterTheOther() {
    PingSettings settings =
        new PingSettings(cast(1, 1, "campfire"), Side.CONTACT, 5, 20, Duration.ofMillis(5), 120);
    Result result = PingRun.run(settings, Observed.NOBODY, progress::add);

    assertNoFault(result);
    assertThat(result.measured("sent")).isEqualTo(25);
    assertThat(result.latency("acknowledged").count()).isEqualTo(20);
  }

  @Test
  void saysInOneLineWhyARunCannotBegin() {
    ChatSettings settings =
        new ChatSettings(cast(1, 1, "wrong"), 1, Duration.ZERO, Duration.ofSeconds(1), 120, false);

    assertThatThrownBy(() -> ChatRun.run(settings, Observed.NOBODY, progress::add))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("could not be set up at " + server.url())
        .hasMessageContaining("unauthenticated")
        .hasMessageNotContaining("\n");
  }
}
