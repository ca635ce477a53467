package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.testkit.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrongPasswordsTest {

  private final TestClock clock = new TestClock();
  private final WrongPasswords wrongPasswords =
      new WrongPasswords(5, Duration.ofMinutes(15), clock);

  @Test
  void fourWrongPasswordsLeaveOneMore() {
    count("ada@demo.test", 4);

    assertThatCode(() -> wrongPasswords.check("ada@demo.test")).doesNotThrowAnyException();
  }

  @Test
  void afterFiveTheAccountWaitsUntilTheFirstHasPassed() {
    wrongPasswords.count("ada@demo.test");
    clock.advance(Duration.ofMinutes(1));
    count("ada@demo.test", 4);

    assertLimited("ada@demo.test", Duration.ofMinutes(14).toMillis());

    clock.advance(Duration.ofMinutes(14).minusMillis(1));
    assertLimited("ada@demo.test", 1);

    clock.advance(Duration.ofMillis(1));
    assertThatCode(() -> wrongPasswords.check("ada@demo.test")).doesNotThrowAnyException();
  }

  @Test
  void oneThatHasPassedFreesOneTryAlone() {
    wrongPasswords.count("ada@demo.test");
    clock.advance(Duration.ofMinutes(1));
    count("ada@demo.test", 4);
    clock.advance(Duration.ofMinutes(14));

    wrongPasswords.count("ada@demo.test");

    assertLimited("ada@demo.test", Duration.ofMinutes(1).toMillis());
  }

  @Test
  void otherAccountsDoNotWait() {
    count("ada@demo.test", 5);

    assertThatCode(() -> wrongPasswords.check("grace@demo.test")).doesNotThrowAnyException();
  }

  @Test
  void whatHasPassedIsForgotten() {
    for (int i = 0; i < 1_000; i++) {
      wrongPasswords.count(i + "@demo.test");
    }
    clock.advance(Duration.ofMinutes(15));

    wrongPasswords.count("ada@demo.test");

    assertThat(wrongPasswords.size()).isEqualTo(1);
  }

  @Test
  void rememberedAccountsHaveABound() {
    for (int i = 0; i < WrongPasswords.MOST_ACCOUNTS + 10; i++) {
      wrongPasswords.count(i + "@demo.test");
    }

    assertThat(wrongPasswords.size()).isEqualTo(WrongPasswords.MOST_ACCOUNTS);
  }

  private void count(String email, int times) {
    for (int i = 0; i < times; i++) {
      wrongPasswords.count(email);
    }
  }

  private void assertLimited(String email, long retryAfterMs) {
    assertThatThrownBy(() -> wrongPasswords.check(email))
        .isInstanceOfSatisfying(
            ProblemException.class,
            limited -> {
              assertThat(limited.code()).isEqualTo(ProblemCode.RATE_LIMITED);
              assertThat(limited.problem("").retryAfterMs()).isEqualTo(retryAfterMs);
            });
  }
}
