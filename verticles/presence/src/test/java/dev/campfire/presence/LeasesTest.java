package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.Lease;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final long LEASE_MS = 10_000;
  private static final long GRACE_MS = 7_000;
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final Person ADA = agent(2);
  private static final Person GRACE = agent(3);
  private static final Person VISITOR = new Person(ORG, new PersonId(new UUID(0, 4)), false);
  private static final UUID ONE = new UUID(9, 1);
  private static final UUID TWO = new UUID(9, 2);

  private long nowMs = 1_000_000;
  private final Leases leases = new Leases(LEASE_MS, GRACE_MS, nowMs);

  private static Person agent(long id) {
    return new Person(ORG, new PersonId(new UUID(0, id)), true);
  }

  private static List<Lease.People> people(Person... people) {
    return people.length == 0
        ? List.of()
        : List.of(
            new Lease.People(
                ORG,
                Stream.of(people).filter(Person::isAgent).map(Person::id).toList(),
                Stream.of(people).filter(person -> !person.isAgent()).map(Person::id).toList()));
  }

  private void whole(UUID node, long number, Person... people) {
    assertThat(leases.hear(new Lease(node, number, true, people(people), List.of()), nowMs))
        .isTrue();
  }

  private boolean came(UUID node, long number, Person... people) {
    return leases.hear(new Lease(node, number, false, people(people), List.of()), nowMs);
  }

  private boolean gone(UUID node, long number, Person... people) {
    return leases.hear(new Lease(node, number, false, List.of(), people(people)), nowMs);
  }

  private boolean renew(UUID node, long number) {
    return leases.hear(new Lease(node, number, false, List.of(), List.of()), nowMs);
  }

  /** Time passes in small steps, as looks do, and these nodes go on. */
  private void pass(long ms, UUID... nodes) {
    for (long end = nowMs + ms; nowMs < end; ) {
      nowMs += Math.min(500, end - nowMs);
      for (UUID node : nodes) {
        renew(node, 0);
      }
      leases.look(nowMs);
    }
  }

  private Iterable<Person> changed() {
    return leases.takeChanged().keySet();
  }

  @Test
  void whoComesIsOnlineAndSaidOnce() {
    whole(ONE, 0, ADA, VISITOR);

    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(leases.isOnline(GRACE)).isFalse();
    assertThat(changed()).containsExactlyInAnyOrder(ADA, VISITOR);
    whole(ONE, 0, ADA, VISITOR);
    assertThat(changed()).isEmpty();
  }

  @Test
  void aReloadWithinTheGraceIsNothingToBeSaid() {
    whole(ONE, 0, ADA);
    changed();

    gone(ONE, 1, ADA);
    pass(GRACE_MS - 500);
    came(TWO, 1, ADA);
    whole(TWO, 1, ADA);
    pass(2 * GRACE_MS, TWO);

    assertThat(changed()).isEmpty();
    assertThat(leases.isOnline(ADA)).isTrue();
  }

  @Test
  void whoDoesNotComeBackIsGoneAfterTheGraceAndWasSeenWhenTheyLeft() {
    whole(ONE, 0, ADA);
    changed();
    gone(ONE, 1, ADA);
    long leftAtMs = nowMs;

    pass(GRACE_MS - 1);
    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(changed()).isEmpty();
    pass(1);

    assertThat(leases.isOnline(ADA)).isFalse();
    assertThat(leases.takeChanged()).containsExactly(java.util.Map.entry(ADA, leftAtMs));
  }

  @Test
  void ofTwoDevicesOnTwoNodesOneMayGo() {
    whole(ONE, 0, ADA);
    whole(TWO, 0, ADA);
    changed();

    gone(ONE, 1, ADA);
    for (int i = 0; i < 20; i++) {
      nowMs += 500;
      renew(TWO, 0);
      leases.look(nowMs);
    }

    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(changed()).isEmpty();
  }

  @Test
  void aDeadNodesPeopleGoWhenItsLeaseRunsOutAndNobodyElses() {
    whole(ONE, 0, ADA, VISITOR);
    whole(TWO, 0, GRACE);
    changed();
    long lastWordMs = nowMs;

    pass(LEASE_MS - 1, TWO);
    assertThat(leases.isOnline(ADA)).isTrue();
    pass(1, TWO);

    assertThat(leases.isOnline(ADA)).isFalse();
    assertThat(leases.isOnline(GRACE)).isTrue();
    assertThat(leases.takeChanged()).containsOnlyKeys(ADA, VISITOR).containsEntry(ADA, lastWordMs);
  }

  @Test
  void whoHasMovedFromADeadNodeToAnotherIsNeverGone() {
    whole(ONE, 0, ADA);
    whole(TWO, 0);
    changed();

    pass(5_000, TWO);
    came(TWO, 1, ADA);
    for (int i = 0; i < 20; i++) {
      nowMs += 500;
      renew(TWO, 1);
      leases.look(nowMs);
    }

    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(changed()).isEmpty();
  }

  @Test
  void aLostReportIsNoticedAndTheWholeMendsIt() {
    whole(ONE, 4, ADA);
    changed();

    assertThat(came(ONE, 6, GRACE)).as("report 5 was lost").isFalse();
    assertThat(leases.isOnline(GRACE)).isFalse();
    assertThat(renew(ONE, 6)).isFalse();
    whole(ONE, 6, GRACE, VISITOR);

    assertThat(renew(ONE, 6)).isTrue();
    assertThat(changed()).containsExactlyInAnyOrder(GRACE, VISITOR);
    pass(GRACE_MS, ONE);
    assertThat(leases.isOnline(ADA)).isFalse();
  }

  @Test
  void ofANodeThatIsNotKnownEverythingIsAsked() {
    assertThat(renew(ONE, 17)).isFalse();
    assertThat(came(ONE, 18, ADA)).isFalse();

    assertThat(leases.isOnline(ADA)).isFalse();
  }

  @Test
  void whoeverSleptHasHeardNobodyAndEndsNobody() {
    whole(ONE, 0, ADA);
    whole(ONE, 0, ADA, GRACE);
    gone(ONE, 1, GRACE);
    changed();

    nowMs += 75_000;
    leases.look(nowMs);

    assertThat(leases.isOnline(ADA)).isTrue();
    assertThat(leases.isOnline(GRACE)).isTrue();
    pass(LEASE_MS);
    assertThat(leases.isOnline(ADA)).isFalse();
    assertThat(leases.isOnline(GRACE)).isFalse();
  }

  @Test
  void whatWasHeardOnWakingUpIsGivenNoTimeBack() {
    whole(ONE, 0, ADA, GRACE);
    whole(TWO, 0, VISITOR);
    changed();

    nowMs += 3_600_000;
    gone(ONE, 1, ADA);
    renew(TWO, 0);
    leases.look(nowMs);
    gone(ONE, 2, GRACE);
    pass(LEASE_MS, ONE);

    assertThat(changed()).containsExactlyInAnyOrder(ADA, GRACE, VISITOR);
    assertThat(leases.online()).isEmpty();
  }

  @Test
  void fiveHundredWhoDropAndReturnAreNotSaidAtAll() {
    Person[] many =
        Stream.iterate(100L, id -> id + 1).limit(500).map(LeasesTest::agent).toArray(Person[]::new);
    whole(ONE, 0, many);
    changed();

    gone(ONE, 1, many);
    pass(5_000);
    came(ONE, 2, many);
    for (int i = 0; i < 40; i++) {
      nowMs += 500;
      renew(ONE, 2);
      leases.look(nowMs);
    }

    assertThat(changed()).isEmpty();
    assertThat(leases.online()).containsExactlyInAnyOrder(many);
  }
}
