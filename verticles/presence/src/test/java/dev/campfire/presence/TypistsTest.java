package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.PresenceNode;
import dev.campfire.contract.presence.TypingEvent;
import dev.campfire.contract.presence.TypingHeard;
import dev.campfire.contract.presence.Typist;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TypistsTest {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final ConversationId HERE = new ConversationId(new UUID(2, 2));
  private static final Typist ADA = typist(3, "Ada");
  private static final Typist GRACE = typist(4, "Grace");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T10:00:00Z"));
  private final RecordingBus bus = new RecordingBus();
  private final Peers peers = new Peers(new UUID(9, 1));
  private final Typists typists = new Typists(new UUID(9, 1), peers, bus, clock, clock::millis);

  private static Typist typist(long id, String name) {
    return new Typist(new PersonId(new UUID(0, id)), SenderKind.AGENT, name);
  }

  private void signal(Typist typist, boolean typing) {
    typists.signal(ORG, HERE, typist, typing);
  }

  private void pass(long ms) {
    clock.advance(Duration.ofMillis(ms));
    typists.look();
  }

  /** What was announced, each the whole list, since this was asked last. */
  private List<List<Typist>> announced() {
    List<List<Typist>> lists =
        bus.published.stream()
            .peek(
                each ->
                    assertThat(each.address())
                        .isEqualTo(Presence.TYPISTS_OF.at(ORG, HERE).toString()))
            .map(each -> ((TypingEvent.Changed) each.event()).typists())
            .toList();
    bus.published.clear();
    return lists;
  }

  @Test
  void eachChangeIsTheWholeListInTheOrderInWhichTheyBegan() {
    signal(ADA, true);
    signal(GRACE, true);
    signal(ADA, false);

    assertThat(announced()).containsExactly(List.of(ADA), List.of(ADA, GRACE), List.of(GRACE));
    assertThat(typists.list(ORG, HERE)).containsExactly(GRACE);
  }

  @Test
  void aStopThatIsLostEndsWithinFourSeconds() {
    signal(ADA, true);
    announced();

    pass(3_799);
    assertThat(announced()).isEmpty();
    pass(1);

    assertThat(announced()).containsExactly(List.of());
    pass(10_000);
    assertThat(announced()).isEmpty();
    assertThat(typists.count()).isZero();
  }

  @Test
  void whoGoesOnIsSaidAgainSoThatALostWordIsMendedAndNotAtEverySignal() {
    signal(ADA, true);
    for (int i = 0; i < 20; i++) {
      pass(100);
      signal(ADA, true);
    }

    assertThat(announced()).containsExactly(List.of(ADA), List.of(ADA), List.of(ADA));
    pass(3_000);
    assertThat(typists.list(ORG, HERE)).containsExactly(ADA);
  }

  @Test
  void aStopOfOneWhoDoesNotTypeIsNothingToBeSaid() {
    signal(ADA, false);

    assertThat(announced()).isEmpty();
  }

  @Test
  void aMessageEndsItAtOnceForWhoeverSentIt() {
    signal(ADA, true);
    signal(GRACE, true);
    announced();

    typists.sent(ORG, HERE, ADA.id());
    typists.sent(ORG, HERE, ADA.id());

    assertThat(announced()).containsExactly(List.of(GRACE));
  }

  @Test
  void whatAnotherNodeWasToldIsInTheListAndItsToAnnounce() {
    typists.hear(new TypingHeard(new UUID(9, 2), ORG, HERE, GRACE, true));
    assertThat(announced()).isEmpty();

    signal(ADA, true);

    assertThat(announced()).containsExactly(List.of(GRACE, ADA));
    typists.sent(ORG, HERE, GRACE.id());
    assertThat(announced()).isEmpty();
    assertThat(typists.list(ORG, HERE)).containsExactly(ADA);
  }

  @Test
  void aListThatMayHaveCrossedAnotherNodesIsSaidAgain() {
    signal(ADA, true);
    announced();

    typists.hear(new TypingHeard(new UUID(9, 2), ORG, HERE, GRACE, true));
    typists.hear(new TypingHeard(new UUID(9, 2), ORG, HERE, GRACE, true));
    assertThat(announced()).containsExactly(List.of(ADA, GRACE));
    typists.hear(new TypingHeard(new UUID(9, 2), ORG, HERE, GRACE, false));

    assertThat(announced()).containsExactly(List.of(ADA));
  }

  @Test
  void whatADeadNodeCanNoLongerEndIsEndedByTheOthers() {
    typists.hear(new TypingHeard(new UUID(9, 2), ORG, HERE, GRACE, true));

    pass(Typists.EXPIRE_OF_ANOTHER_MS - 1);
    assertThat(announced()).isEmpty();
    pass(1);

    assertThat(announced()).containsExactly(List.of());
  }

  @Test
  void othersAreToldWhileThereAreAny() {
    signal(ADA, true);
    assertThat(bus.told).isEmpty();
    peers.hear(new PresenceNode(new UUID(9, 2), false), clock.millis());

    signal(GRACE, true);
    pass(3_800);

    assertThat(bus.told)
        .containsExactly(
            new TypingHeard(new UUID(9, 1), ORG, HERE, GRACE, true),
            new TypingHeard(new UUID(9, 1), ORG, HERE, ADA, false),
            new TypingHeard(new UUID(9, 1), ORG, HERE, GRACE, false));
  }
}
