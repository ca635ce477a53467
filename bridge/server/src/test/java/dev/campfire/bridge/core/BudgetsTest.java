package dev.campfire.bridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.bridge.Limits;
import dev.campfire.bridge.Rate;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.testkit.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BudgetsTest {
  private static final Limits LIMITS =
      new Limits(new Rate(1, 1), new Rate(2, 2), new Rate(3, 3), 1, 1, 1, 2, 2, 2, new Rate(1, 2));

  private final TestClock clock = new TestClock();
  private final Budgets budgets = new Budgets(LIMITS, clock);

  private static Caller caller(Role role) {
    return new Caller(
        new PersonId(UUID.randomUUID()),
        new OrgId(UUID.randomUUID()),
        role,
        new SessionId(UUID.randomUUID()),
        null);
  }

  private static void assertLimited(Runnable charge) {
    assertThatThrownBy(charge::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.RATE_LIMITED));
  }

  @Test
  void contactsOthersAndOtherRequestsHaveBudgetsOfTheirOwn() {
    Caller contact = caller(Role.CONTACT);
    Caller agent = caller(Role.AGENT);

    budgets.chargeMessage(contact);
    assertLimited(() -> budgets.chargeMessage(contact));
    budgets.chargeRequest(contact);
    budgets.chargeMessage(agent);
    budgets.chargeMessage(agent);
    assertLimited(() -> budgets.chargeMessage(agent));
  }

  @Test
  void aSessionMoreIsNoBudgetMore() {
    Caller caller = caller(Role.CONTACT);
    budgets.chargeMessage(caller);

    Caller again =
        new Caller(
            caller.id(), caller.org(), caller.role(), new SessionId(UUID.randomUUID()), "Mia");

    assertLimited(() -> budgets.chargeMessage(again));
  }

  @Test
  void theSamePersonInAnotherOrganisationIsAnother() {
    Caller caller = caller(Role.CONTACT);
    budgets.chargeMessage(caller);

    budgets.chargeMessage(
        new Caller(
            caller.id(), new OrgId(UUID.randomUUID()), Role.CONTACT, caller.session(), null));
  }

  @Test
  void seatsAreGivenBack() {
    Caller contact = caller(Role.CONTACT);

    assertThat(budgets.takeSeat(contact)).isTrue();
    assertThat(budgets.takeSeat(contact)).isTrue();
    assertThat(budgets.takeSeat(contact)).isFalse();
    budgets.leaveSeat(contact);
    assertThat(budgets.takeSeat(contact)).isTrue();
  }

  @Test
  void whoIsForgottenHadNothingLeftToForget() {
    Caller contact = caller(Role.CONTACT);
    budgets.takeSeat(contact);
    budgets.chargeMessage(contact);

    budgets.forgetIdle();
    assertLimited(() -> budgets.chargeMessage(contact));
    clock.advance(Duration.ofMinutes(1));
    budgets.forgetIdle();

    assertThat(budgets.takeSeat(contact)).as("the second").isTrue();
    assertThat(budgets.takeSeat(contact)).as("the seats were not forgotten").isFalse();
  }

  @Test
  void addressesHaveTheirOwn() {
    budgets.chargeWidgetSession("192.0.2.1");
    budgets.chargeWidgetSession("192.0.2.1");
    assertLimited(() -> budgets.chargeWidgetSession("192.0.2.1"));
    budgets.chargeWidgetSession("192.0.2.2");

    budgets.enterLobby("192.0.2.1");
    assertThat(budgets.isCrowded("192.0.2.1")).isFalse();
    budgets.enterLobby("192.0.2.1");
    assertThat(budgets.isCrowded("192.0.2.1")).isTrue();
    assertThat(budgets.isCrowded("192.0.2.2")).isFalse();
    budgets.leaveLobby("192.0.2.1");
    assertThat(budgets.isCrowded("192.0.2.1")).isFalse();
  }
}
