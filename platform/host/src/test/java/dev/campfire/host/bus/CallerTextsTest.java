package dev.campfire.host.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Caller.Vouched;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTextsTest {
  private final CallerTexts texts = new CallerTexts();

  private static Caller caller(int number, String email, List<String> scopes) {
    return new Caller(
        new PersonId(new UUID(1, number)),
        new OrgId(new UUID(2, 0)),
        Role.CONTACT,
        new SessionId(new UUID(3, number)),
        "Grüße, \"Ada\"",
        new Vouched(email),
        scopes);
  }

  @Test
  void aCallerIsReadAsWrittenTheSecondTimeToo() {
    Caller caller = caller(1, "a@example.com", List.of("messaging.send"));
    for (int time = 0; time < 2; time++) {
      assertThat(texts.read(texts.write(caller))).isEqualTo(caller);
    }
  }

  @Test
  void whoDiffersInAnythingIsAnotherCaller() {
    Caller caller = caller(1, "a@example.com", null);
    texts.write(caller);
    for (Caller other :
        List.of(
            caller(2, "a@example.com", null),
            caller(1, "b@example.com", null),
            caller(1, "a@example.com", List.of()))) {
      assertThat(texts.read(texts.write(other))).isEqualTo(other);
    }
  }

  @Test
  void moreThanItKeepsAreTakenAllTheSame() {
    for (int number = 0; number < CallerTexts.MOST + 10; number++) {
      Caller caller = caller(number, null, null);
      assertThat(texts.read(texts.write(caller))).isEqualTo(caller);
    }
    assertThat(texts.size()).isLessThanOrEqualTo(2 * CallerTexts.MOST);
  }
}
