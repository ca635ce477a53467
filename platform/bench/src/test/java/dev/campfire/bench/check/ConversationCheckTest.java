package dev.campfire.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConversationCheckTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);
  private static final UUID THREE = new UUID(0, 3);

  private final Findings findings = new Findings();
  private final ConversationCheck check = new ConversationCheck("conversation 0", findings);

  private static Seen at(long seq, UUID clientMessageId) {
    return new Seen(
        new UUID(7, clientMessageId.getLeastSignificantBits()), clientMessageId, seq, "text");
  }

  private void send(Side sender, UUID... keys) {
    for (UUID key : keys) {
      check.sent(key, sender, 1, () -> "text");
    }
  }

  private void acknowledge(Seen... messages) {
    Arrays.stream(messages).forEach(check::acknowledged);
  }

  private void deliver(Side reader, Seen... messages) {
    Arrays.stream(messages).forEach(message -> check.received(reader, message));
  }

  private void deliverToBoth(Seen... messages) {
    deliver(Side.CONTACT, messages);
    deliver(Side.AGENT, messages);
  }

  private void conclude(Seen... stored) {
    check.stored(Side.CONTACT, List.of(stored));
    check.stored(Side.AGENT, List.of(stored));
    check.conclude();
  }

  private void assertOnly(Fault fault, int count) {
    for (Fault each : Fault.values()) {
      assertThat(findings.count(each)).as(each.name()).isEqualTo(each == fault ? count : 0);
    }
  }

  @Test
  void aFaultlessConversationHasNoFindings() {
    send(Side.CONTACT, ONE);
    send(Side.AGENT, TWO);
    acknowledge(at(1, ONE), at(2, TWO));
    deliverToBoth(at(1, ONE), at(2, TWO));
    conclude(at(1, ONE), at(2, TWO));

    assertThat(findings.isEmpty()).isTrue();
    assertThat(check.unsettledCount()).isZero();
  }

  @Test
  void anAcknowledgedMessageThatIsNotStoredIsLost() {
    send(Side.CONTACT, ONE, TWO);
    acknowledge(at(1, ONE), at(2, TWO));
    deliverToBoth(at(1, ONE), at(2, TWO));
    conclude(at(1, ONE));

    assertOnly(Fault.LOST, 1);
    assertThat(findings.examples()).singleElement().asString().contains("acknowledged at 2");
  }

  @Test
  void aStoredMessageThatNeverReachedTheOtherSideIsLost() {
    send(Side.CONTACT, ONE);
    acknowledge(at(1, ONE));
    deliver(Side.CONTACT, at(1, ONE));
    conclude(at(1, ONE));

    assertOnly(Fault.LOST, 1);
    assertThat(findings.examples()).singleElement().asString().contains("never reached the agent");
  }

  @Test
  void aMessageMissingAtBothReadersIsOneLostMessage() {
    send(Side.CONTACT, ONE);
    acknowledge(at(1, ONE));
    conclude();

    assertOnly(Fault.LOST, 1);
  }

  @Test
  void anUnacknowledgedMessageIsExpectedNowhere() {
    send(Side.CONTACT, ONE);
    conclude();

    assertThat(findings.isEmpty()).isTrue();
    assertThat(check.unsettledCount()).isEqualTo(1);
  }

  @Test
  void aRefusedMessageIsNotWaitedFor() {
    send(Side.CONTACT, ONE);
    check.refused(ONE);

    assertThat(check.unsettledCount()).isZero();
  }

  @Test
  void aMessageStoredAtTwoPlacesIsDoubled() {
    send(Side.CONTACT, ONE);
    acknowledge(at(1, ONE));
    deliverToBoth(at(1, ONE));
    conclude(at(1, ONE), at(2, ONE));

    assertOnly(Fault.DOUBLED, 1);
  }

  @Test
  void aRetryThatIsAcknowledgedAsAnotherMessageIsDoubled() {
    send(Side.CONTACT, ONE);
    acknowledge(at(1, ONE));
    acknowledge(new Seen(new UUID(8, 8), ONE, 1, "text"));
    deliverToBoth(at(1, ONE));
    conclude(at(1, ONE));

    assertOnly(Fault.DOUBLED, 1);
  }

  @Test
  void aRepeatOnTheWireIsToldFromTheFirstAndIsNoFault() {
    send(Side.CONTACT, ONE);
    acknowledge(at(1, ONE));

    assertThat(check.received(Side.AGENT, at(1, ONE))).isTrue();
    assertThat(check.received(Side.AGENT, at(1, ONE))).isFalse();
    deliver(Side.CONTACT, at(1, ONE));
    conclude(at(1, ONE));
    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void twoMessagesAtOnePlaceAreDisordered() {
    send(Side.CONTACT, ONE);
    send(Side.AGENT, TWO);
    deliver(Side.CONTACT, at(1, ONE));
    deliver(Side.AGENT, at(1, TWO));
    check.conclude();

    assertOnly(Fault.DISORDERED, 1);
  }

  @Test
  void aHoleInTheNumbersIsDisordered() {
    send(Side.CONTACT, ONE, TWO);
    acknowledge(at(1, ONE), at(3, TWO));
    deliverToBoth(at(1, ONE), at(3, TWO));
    conclude(at(1, ONE), at(3, TWO));

    assertOnly(Fault.DISORDERED, 1);
    assertThat(findings.examples()).singleElement().asString().contains("reads 3 where 2");
  }

  @Test
  void historyThatDoesNotAscendIsDisordered() {
    send(Side.CONTACT, ONE, TWO);
    acknowledge(at(1, ONE), at(2, TWO));
    deliverToBoth(at(1, ONE), at(2, TWO));
    check.stored(Side.CONTACT, List.of(at(2, TWO), at(1, ONE)));

    assertThat(findings.count(Fault.DISORDERED)).isPositive();
  }

  @Test
  void aSendersMessagesOutOfTurnAreDisordered() {
    send(Side.CONTACT, ONE, TWO);
    acknowledge(at(2, ONE), at(1, TWO));
    deliverToBoth(at(1, TWO), at(2, ONE));
    conclude(at(1, TWO), at(2, ONE));

    assertOnly(Fault.DISORDERED, 1);
  }

  @Test
  void aRetriedMessageMayBeOvertaken() {
    send(Side.CONTACT, ONE, TWO, THREE);
    check.sentAgain(ONE);
    acknowledge(at(3, ONE), at(1, TWO), at(2, THREE));
    deliverToBoth(at(1, TWO), at(2, THREE), at(3, ONE));
    conclude(at(1, TWO), at(2, THREE), at(3, ONE));

    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void orderIsPromisedWithinOneConnectionOnly() {
    check.sent(ONE, Side.CONTACT, 1, () -> "text");
    check.sent(TWO, Side.CONTACT, 2, () -> "text");
    acknowledge(at(2, ONE), at(1, TWO));
    deliverToBoth(at(1, TWO), at(2, ONE));
    conclude(at(1, TWO), at(2, ONE));

    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void theTwoSendersMayBeStoredInEitherOrder() {
    send(Side.CONTACT, ONE);
    send(Side.AGENT, TWO);
    acknowledge(at(2, ONE), at(1, TWO));
    deliverToBoth(at(2, ONE), at(1, TWO));
    conclude(at(1, TWO), at(2, ONE));

    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void anotherContentThanWasSentIsAltered() {
    check.sent(ONE, Side.CONTACT, 1, () -> "what was sent");
    check.acknowledged(at(1, ONE));

    assertOnly(Fault.ALTERED, 1);
  }

  @Test
  void aMessageThatNobodySentIsForeign() {
    deliver(Side.CONTACT, at(1, ONE));

    assertOnly(Fault.FOREIGN, 1);
  }

  @Test
  void keepsTheFirstTenExamplesAndCountsOn() {
    List<UUID> strangers = new ArrayList<>();
    for (int i = 1; i <= 25; i++) {
      strangers.add(new UUID(9, i));
    }
    strangers.forEach(key -> deliver(Side.AGENT, at(key.getLeastSignificantBits(), key)));

    assertThat(findings.count(Fault.FOREIGN)).isEqualTo(25);
    assertThat(findings.examples()).hasSize(10);
  }
}
