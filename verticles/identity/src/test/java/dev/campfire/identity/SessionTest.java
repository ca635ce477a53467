package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.identity.Session.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final Instant LOGIN = Instant.parse("2026-11-23T12:00:00Z");
  private static final OrgId ORG = new OrgId(UUID.randomUUID());
  private static final SessionId ID = new SessionId(UUID.randomUUID());
  private static final Account ADA =
      new Account(
          ORG, new PersonId(UUID.randomUUID()), Role.AGENT, "Ada", "ada@demo.test", "$argon2id$");

  private final RefreshToken first = RefreshToken.of(ORG, ID);
  private final Session fresh =
      new Session(ADA, first.hash(), null, null, LOGIN, LOGIN.plus(Duration.ofDays(30)), false);

  @Test
  void theNewestTokenIsReplaced() {
    Renewal renewal = fresh.renew(first, LOGIN.plusSeconds(60));

    assertThat(renewal)
        .isInstanceOfSatisfying(
            Renewal.Rotated.class,
            rotated -> {
              assertThat(rotated.next().text()).isNotEqualTo(first.text());
              assertThat(rotated.next().session()).isEqualTo(ID);
            });
  }

  @Test
  void theTokenBeforeItGetsTheSameSuccessorForTenSeconds() {
    Instant at = LOGIN.plusSeconds(60);
    RefreshToken next = ((Renewal.Rotated) fresh.renew(first, at)).next();

    assertThat(rotated(fresh, first, next, at).renew(first, at.plusSeconds(10)))
        .isEqualTo(new Renewal.Repeated(next));
  }

  @Test
  void theTokenBeforeItEndsTheFamilyAfterTenSeconds() {
    Instant at = LOGIN.plusSeconds(60);
    Instant later = at.plusSeconds(10).plusMillis(1);
    Session rotated = rotated(fresh, first, first.next(), at);

    assertThat(rotated.renew(first, later)).isEqualTo(new Renewal.Reused(later));
  }

  @Test
  void anOlderTokenEndsTheFamilyTenSecondsAfterTheLastRotation() {
    RefreshToken second = first.next();
    Instant at = LOGIN.plusSeconds(60);
    Session twice = rotated(rotated(fresh, first, second, at), second, second.next(), at);

    assertThat(twice.renew(first, at.plusSeconds(10))).isEqualTo(new Renewal.Refused());
    assertThat(twice.renew(first, at.plusSeconds(11))).isInstanceOf(Renewal.Reused.class);
  }

  @Test
  void aStrangersGuessGetsNothing() {
    assertThat(fresh.renew(first.next(), LOGIN)).isEqualTo(new Renewal.Refused());
    assertThat(fresh.renew(first.next(), LOGIN.plusSeconds(11))).isInstanceOf(Renewal.Reused.class);
  }

  @Test
  void theSessionEndsAtItsHour() {
    Instant end = LOGIN.plus(Duration.ofDays(30));

    assertThat(fresh.renew(first, end.minusMillis(1))).isInstanceOf(Renewal.Rotated.class);
    assertThat(fresh.renew(first, end)).isEqualTo(new Renewal.Refused());
  }

  @Test
  void anEndedSessionIsOver() {
    assertThat(MemoryIdentityStore.ended(fresh).renew(first, LOGIN))
        .isEqualTo(new Renewal.Refused());
  }

  @Test
  void aSessionKnowsItsTwoNewestTokens() {
    RefreshToken second = first.next();
    Session rotated = rotated(fresh, first, second, LOGIN);

    assertThat(rotated.knows(first)).isTrue();
    assertThat(rotated.knows(second)).isTrue();
    assertThat(rotated.knows(second.next())).isFalse();
    assertThat(fresh.knows(second)).isFalse();
  }

  private static Session rotated(
      Session session, RefreshToken shown, RefreshToken next, Instant at) {
    return new Session(
        session.account(),
        next.hash(),
        shown.hash(),
        shown.mask(next),
        at,
        session.expiresAt(),
        session.ended());
  }
}
