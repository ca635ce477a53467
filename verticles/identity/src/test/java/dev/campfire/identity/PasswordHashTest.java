package dev.campfire.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

  private final PasswordHash passwords = new PasswordHash(7 * 1024, 1, 1);

  @Test
  void aPasswordFitsItsOwnHashAlone() {
    String phc = passwords.of("campfire");

    assertThat(phc).startsWith("$argon2id$v=19$m=7168,t=1,p=1$");
    assertThat(passwords.fits("campfire", phc)).isTrue();
    assertThat(passwords.fits("Campfire", phc)).isFalse();
    assertThat(passwords.fits("", phc)).isFalse();
  }

  @Test
  void noTwoHashesAreAlike() {
    assertThat(passwords.of("campfire")).isNotEqualTo(passwords.of("campfire"));
  }

  /** From the tests of the reference implementation, github.com/P-H-C/phc-winner-argon2. */
  @Test
  void readsWhatOthersHashed() {
    String phc =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(passwords.fits("password", phc)).isTrue();
    assertThat(passwords.fits("differentpassword", phc)).isFalse();
  }

  @Test
  void aPasswordIsTheSameHoweverItWasTyped() {
    assertThat(passwords.fits("caf\u00e9", passwords.of("cafe\u0301"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0b", "\uD800", "🏕️🔥", "كلمة السر", " ", "\uFDFA"})
  void anyTextIsAPassword(String password) {
    assertThat(passwords.fits(password, passwords.of(password))).isTrue();
    assertThat(passwords.fits(password + "x", passwords.of(password))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "campfire",
        "$argon2id$",
        "$argon2id$v=19$m=7168$x$y",
        "$argon2id$v=19$m=x,t=1,p=1$c29tc2FsdA$CTFhFd",
        "$argon2id$v=19$m=7168,t=1,p=1$!$!",
        "$2a$10$abcdefghijklmnopqrstuv",
        "$$$$$"
      })
  void noPasswordFitsWhatIsNoHash(String phc) {
    assertThat(passwords.fits("campfire", phc)).isFalse();
  }

  @Test
  void noPasswordFitsWhereThereIsNone() {
    assertThat(passwords.fits("campfire", null)).isFalse();
  }

  @Test
  void aHashOfOtherParametersIsOutdated() {
    String phc = passwords.of("campfire");

    assertThat(passwords.isOutdated(phc)).isFalse();
    assertThat(new PasswordHash(7 * 1024, 2, 1).isOutdated(phc)).isTrue();
    assertThat(new PasswordHash(8 * 1024, 1, 1).isOutdated(phc)).isTrue();
  }
}
