package dev.campfire.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.Lease;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final OrgId ORG = new OrgId(new UUID(1, 1));
  private static final PersonId ADA = new PersonId(new UUID(0, 2));
  private static final Person GRACE = new Person(ORG, new PersonId(new UUID(0, 3)), true);
  private static final Instant CRASHED_AT = Instant.parse("2026-11-26T09:58:00Z");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-26T10:00:00Z"));
  private final MemoryStore store = new MemoryStore();
  private final Leases leases = new Leases(10_000, 7_000, clock.millis());
  private final Transitions transitions =
      new Transitions(
          store,
          leases,
          new RecordingBus(),
          clock,
          clock::millis,
          new PresenceMeters(new SimpleMeterRegistry()));
  private final Comparison comparison =
      new Comparison(store, leases, transitions, clock, clock::millis, 10_000);

  @BeforeEach
  void bothAreOnlineInTheDatabase() {
    store.add(ORG, ADA, "Ada");
    store.add(ORG, GRACE.id(), "Grace");
    store.watchedAt = CRASHED_AT;
  }

  /** Only Ada has come back. */
  private void pass(long ms) {
    for (long left = ms; left > 0; left -= 1_000) {
      clock.advance(Duration.ofSeconds(1));
      leases.hear(
          new Lease(
              new UUID(9, 1),
              0,
              true,
              List.of(new Lease.People(ORG, List.of(ADA), List.of())),
              List.of()),
          clock.millis());
      leases.look(clock.millis());
      transitions.collect();
      transitions.write();
      comparison.look();
    }
  }

  @Test
  void afterACrashWhoHasNotComeBackWasLastSeenWhenSomebodyLastWatched() {
    store.wrong = Set.of(GRACE);

    pass(9_000);
    assertThat(store.written).extracting(PresenceStore.Seen::person).doesNotContain(GRACE);
    pass(3_000);

    assertThat(store.written).contains(new PresenceStore.Seen(GRACE, false, CRASHED_AT));
    assertThat(store.watchedAt).isAfter(CRASHED_AT);
  }

  @Test
  void whatIsDueAnywayKeepsItsOwnTime() {
    pass(9_000);
    store.written.clear();
    transitions.mend(GRACE, clock.instant());

    transitions.suspect(GRACE, CRASHED_AT);
    Instant mendedAt = clock.instant();
    pass(1_000);

    assertThat(store.written).containsExactly(new PresenceStore.Seen(GRACE, false, mendedAt));
  }
}
