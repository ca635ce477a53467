package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.AvailabilityChosen;
import dev.campfire.contract.presence.AvailabilityEvent;
import dev.campfire.contract.presence.Lease;
import dev.campfire.contract.presence.PresenceEvent;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final PersonId ADA = new PersonId(new UUID(0, 2));
  private static final PersonId GRACE = new PersonId(new UUID(0, 3));
  private static final UUID NODE = new UUID(9, 1);

  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T10:00:00Z"));
  private final RecordingBus bus = new RecordingBus();
  private final MemoryStore store = new MemoryStore();
  private final Leases leases = new Leases(10_000, 7_000, clock.millis());
  private final Transitions transitions =
      new Transitions(
          store, leases, bus, clock, clock::millis, new PresenceMeters(new SimpleMeterRegistry()));

  private void connected(PersonId... agents) {
    leases.hear(
        new Lease(
            NODE, 0, true, List.of(new Lease.People(ORG, List.of(agents), List.of())), List.of()),
        clock.millis());
  }

  /** Time passes in looks, as on a node. */
  private void pass(long ms) {
    for (long left = ms; left > 0; left -= 100) {
      clock.advance(Duration.ofMillis(100));
      leases.look(clock.millis());
      transitions.collect();
      transitions.write();
    }
  }

  private List<PresenceEvent.Changed> changed() {
    return bus.published.stream()
        .map(RecordingBus.Published::event)
        .filter(PresenceEvent.Changed.class::isInstance)
        .map(PresenceEvent.Changed.class::cast)
        .toList();
  }

  private List<Boolean> available() {
    return bus.published.stream()
        .map(RecordingBus.Published::event)
        .filter(AvailabilityEvent.Changed.class::isInstance)
        .map(event -> ((AvailabilityEvent.Changed) event).available())
        .toList();
  }

  @Test
  void whoComesIsWrittenAndAnnouncedWithWhatTheyChose() {
    store.add(ORG, ADA, "Ada");

    connected(ADA);
    pass(100);

    assertThat(changed())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.agents())
                    .singleElement()
                    .satisfies(
                        agent -> {
                          assertThat(agent.id()).isEqualTo(ADA);
                          assertThat(agent.isOnline()).isTrue();
                        }));
    assertThat(available()).containsExactly(true);
  }

  @Test
  void manyWhoComeOneAfterAnotherAreAnnouncedOnceASecond() {
    List<PersonId> many =
        IntStream.range(0, 50).mapToObj(i -> new PersonId(new UUID(7, i))).toList();
    many.forEach(agent -> store.add(ORG, agent, "Agent " + agent));

    for (int i = 1; i <= 50; i++) {
      connected(many.subList(0, i).toArray(PersonId[]::new));
      pass(100);
    }
    pass(1_000);

    assertThat(changed()).hasSizeLessThanOrEqualTo(6);
    assertThat(changed().stream().flatMap(event -> event.agents().stream()).toList()).hasSize(50);
    assertThat(available()).containsExactly(true);
  }

  @Test
  void availableIsSaidWhenItChangesAndNotWithEachAgent() {
    store.add(ORG, ADA, "Ada");
    store.add(ORG, GRACE, "Grace");
    connected(ADA, GRACE);
    pass(1_000);

    connected(GRACE);
    pass(9_000);
    assertThat(available()).containsExactly(true);
    connected();
    pass(9_000);

    assertThat(available()).containsExactly(true, false);
  }

  @Test
  void aChoiceIsAnnouncedThoughNobodyCameOrWent() {
    store.add(ORG, ADA, "Ada");
    connected(ADA);
    pass(2_000);
    bus.published.clear();

    store.setAway(ADA);
    transitions.chosen(new AvailabilityChosen(ORG, ADA, true));
    pass(1_000);

    assertThat(changed()).hasSize(1);
    assertThat(available()).containsExactly(false);
  }

  @Test
  void theFirstChoiceAfterTakingOverIsComparedWithWhatWasBefore() {
    store.add(ORG, ADA, "Ada");
    store.setAway(ADA);

    transitions.chosen(new AvailabilityChosen(ORG, ADA, false));
    pass(1_000);

    assertThat(changed()).hasSize(1);
    assertThat(available()).isEmpty();
  }

  @Test
  void whatCouldNotBeWrittenIsNotAnnouncedAndWrittenLater() {
    store.add(ORG, ADA, "Ada");
    store.failure = ProblemException.unavailable("Away.", null);

    connected(ADA);
    pass(3_000);
    assertThat(bus.published).isEmpty();
    store.failure = null;
    pass(1_000);

    assertThat(changed()).hasSize(1);
  }

  @Test
  void whoeverTakesOverSaysAgainWhatIsYoungAndNothingElse() {
    store.add(ORG, ADA, "Ada");
    store.add(ORG, GRACE, "Grace");
    connected(ADA);
    transitions.collect();
    clock.advance(Duration.ofMillis(Transitions.KEPT_MS));
    connected(ADA, GRACE);
    transitions.collect();
    transitions.leaveToOthers();

    transitions.write();

    assertThat(changed())
        .singleElement()
        .satisfies(event -> assertThat(event.agents()).extracting("id").containsExactly(GRACE));
  }
}
