package dev.campfire.testkit.check;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Text;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no schema describes fails the test that it came in. */
class CheckedBusIT {
  record Ask(@Optional String text) {}

  record Answer(@Text(max = 4) String text) {}

  record NoSettings() {}

  static final Command<Ask, Answer> SAY =
      Command.of("test.say", Ask.class, Answer.class, Audience.INTERNAL);
  static final Topic<Answer> SAID = Topic.ofOrganization("said", Answer.class, Audience.AGENTS);
  static final Topic<Answer> UNDECLARED =
      Topic.ofOrganization("undeclared", Answer.class, Audience.AGENTS);

  /** Answers whatever it is told, right or wrong. */
  static final class Parrot implements CampfireModule<NoSettings> {
    @Override
    public String name() {
      return "parrot";
    }

    @Override
    public Class<NoSettings> configuration() {
      return NoSettings.class;
    }

    @Override
    public List<Command<?, ?>> commands() {
      return List.of(SAY);
    }

    @Override
    public List<Topic<?>> topics() {
      return List.of(SAID);
    }

    @Override
    public Deployable create(ModuleContext campfire, NoSettings none) {
      return new VerticleBase() {
        @Override
        public Future<?> start() {
          return campfire
              .bus()
              .serve(SAY, (caller, ask) -> Future.succeededFuture(new Answer(ask.text())));
        }
      };
    }
  }

  @RegisterExtension
  static final CampfireExtension campfire = CampfireExtension.nodes(1).module(new Parrot()).build();

  private static CheckedBus bus() {
    return (CheckedBus) campfire.bus();
  }

  private static void say(String text) {
    await(bus().request(SAY, Caller.SYSTEM, new Ask(text)));
  }

  @Test
  void anAnswerAsDeclaredPasses() {
    say("four");

    bus().verify();
  }

  @Test
  void anAnswerWithoutWhatItMustHaveFails() {
    say(null);

    assertThatThrownBy(bus()::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("text");
  }

  @Test
  void aTextOfMoreUnitsFailsThoughItsCodePointsAreFewer() {
    say("😀😀😀");

    assertThatThrownBy(bus()::verify).hasMessageContaining("UTF-16");
  }

  @Test
  void anEventThatIsNotAsDeclaredFails() {
    bus().publish(SAID.at(campfire.org().id()), new Answer("fives"));

    assertFails("fives");
  }

  @Test
  void anEventOfAFeedThatNoModuleDeclaresFails() {
    bus().publish(UNDECLARED.at(campfire.org().id()), new Answer("four"));

    assertFails("undeclared");
  }

  private static void assertFails(String what) {
    Awaitility.await()
        .untilAsserted(() -> assertThatThrownBy(bus()::verify).hasMessageContaining(what));
  }
}
