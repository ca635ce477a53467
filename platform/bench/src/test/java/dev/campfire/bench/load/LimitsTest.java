package dev.campfire.bench.load;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bench.RefusedSettings;
import dev.campfire.bench.check.Side;
import dev.campfire.bench.wire.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final Target HERE = Target.parse("http://127.0.0.1:8080");

  private static Cast cast(int accounts, int sockets, int conversations) {
    List<String> emails = List.of("a@x.test", "b@x.test", "c@x.test").subList(0, accounts);
    return new Cast(HERE, "demo", emails, "secret", sockets, conversations);
  }

  private static ChatSettings chat(Cast cast, int rate) {
    return new ChatSettings(cast, rate, Duration.ZERO, Duration.ofSeconds(10), 120, false);
  }

  private static PingSettings ping(Side sender, int pauseMs) {
    return new PingSettings(cast(1, 1, 1), sender, 0, 10, Duration.ofMillis(pauseMs), 120);
  }

  @Test
  void letsThroughWhatTheServerServes() {
    assertThatCode(() -> Limits.require(chat(cast(2, 4, 50), 200))).doesNotThrowAnyException();
    assertThatCode(() -> Limits.require(ping(Side.AGENT, 20))).doesNotThrowAnyException();
    assertThatCode(() -> Limits.require(ping(Side.CONTACT, 200))).doesNotThrowAnyException();
  }

  @Test
  void refusesMoreThanAContactMaySend() {
    assertThatThrownBy(() -> Limits.require(chat(cast(2, 2, 4), 44)))
        .isInstanceOf(RefusedSettings.class)
        .hasMessageContaining("a contact may send 5 messages/s")
        .hasMessageContaining("--limits-lifted")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesMoreThanAnAccountMaySendThoughItHasSeveralSockets() {
    assertThatThrownBy(() -> Limits.require(chat(cast(1, 4, 50), 102)))
        .hasMessageContaining("an agent may send 50 messages/s")
        .hasMessageNotContaining("a contact");
  }

  @Test
  void countsTheUnevenShareOfAnAccount() {
    // Three sockets on two accounts: the first account serves two thirds of the conversations.
    assertThatThrownBy(() -> Limits.require(chat(cast(2, 3, 60), 160)))
        .hasMessageContaining("an agent may send 50 messages/s");
    assertThatCode(() -> Limits.require(chat(cast(2, 4, 60), 160))).doesNotThrowAnyException();
  }

  @Test
  void refusesMoreWidgetSessionsThanAMinuteAllows() {
    assertThatThrownBy(() -> Limits.require(chat(cast(2, 4, 61), 10)))
        .hasMessageContaining("60 widget sessions a minute");
  }

  @Test
  void refusesMoreFeedsThanASocketMayHave() {
    assertThatThrownBy(() -> Limits.require(chat(cast(1, 1, 201), 10)))
        .hasMessageContaining("a socket may listen to 200 feeds");
  }

  @Test
  void namesEverythingThatIsOverInOneLine() {
    assertThatThrownBy(() -> Limits.require(chat(cast(1, 1, 300), 4_000)))
        .hasMessageContaining("a contact")
        .hasMessageContaining("an agent")
        .hasMessageContaining("widget sessions")
        .hasMessageContaining("200 feeds");
  }

  @Test
  void refusesAPauseInWhichTheServerWouldRefuse() {
    assertThatThrownBy(() -> Limits.require(ping(Side.AGENT, 19)))
        .hasMessageContaining("--pause of at least 20ms");
    assertThatThrownBy(() -> Limits.require(ping(Side.CONTACT, 199)))
        .hasMessageContaining("--pause of at least 200ms");
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> cast(1, 0, 1)).hasMessageContaining("--agents");
    assertThatThrownBy(() -> cast(1, 2, 1)).hasMessageContaining("--agents");
    assertThatThrownBy(() -> cast(1, 1, 0)).hasMessageContaining("--conversations");
    assertThatThrownBy(() -> cast(0, 1, 1)).hasMessageContaining("--agent-email");
    assertThatThrownBy(() -> chat(cast(1, 1, 1), 0)).hasMessageContaining("--rate");
    assertThatThrownBy(
            () ->
                new ChatSettings(
                    cast(1, 1, 1), 1, Duration.ZERO, Duration.ofMillis(900), 120, false))
        .hasMessageContaining("--duration");
    assertThatThrownBy(
            () ->
                new ChatSettings(
                    cast(1, 1, 1), 1, Duration.ZERO, Duration.ofSeconds(1), 8_001, false))
        .hasMessageContaining("--size");
    assertThatThrownBy(
            () ->
                new ChatSettings(
                    cast(1, 1, 1), 20_000, Duration.ZERO, Duration.ofSeconds(101), 120, false))
        .hasMessageContaining("2000000 messages");
    assertThatThrownBy(() -> new PingSettings(cast(1, 1, 1), Side.AGENT, 0, 0, Duration.ZERO, 120))
        .hasMessageContaining("--count");
    assertThatThrownBy(() -> new PingSettings(cast(1, 1, 1), Side.AGENT, -1, 1, Duration.ZERO, 120))
        .hasMessageContaining("--warmup");
    assertThatThrownBy(
            () -> new PingSettings(cast(1, 1, 1), Side.AGENT, 0, 1, Duration.ofMinutes(2), 120))
        .hasMessageContaining("--pause");
  }
}
