package dev.campfire.testkit;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.schema.Text;
import dev.campfire.spi.CampfireModule;
import dev.campfire.spi.ModuleContext;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bus, the door to the database and the kit itself, on two clustered nodes. */
class TwoNodesIT {
  record Say(@Text(max = 10) String text) {}

  record Said(String text) {}

  record NoSettings() {}

  static final Command<Say, Said> ECHO =
      Command.of("test.echo", Say.class, Said.class, Audience.EVERYONE);
  static final Command<Say, Said> BREAK =
      Command.of("test.break", Say.class, Said.class, Audience.INTERNAL);
  static final Command<Say, Said> ABSENT =
      Command.of("test.absent", Say.class, Said.class, Audience.INTERNAL);
  static final Signal<Say> SIGNAL = Signal.of("test.signal", Say.class);
  static final Topic<Said> SAID = Topic.ofOrganization("said", Said.class, Audience.AGENTS);

  static final Topic<Said> OTHER = Topic.ofOrganization("other", Said.class, Audience.AGENTS);

  static final class EchoModule implements CampfireModule<NoSettings> {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public Class<NoSettings> configuration() {
      return NoSettings.class;
    }

    @Override
    public List<Command<?, ?>> commands() {
      return List.of(ECHO, BREAK);
    }

    @Override
    public List<Topic<?>> topics() {
      return List.of(SAID, OTHER);
    }

    @Override
    public Deployable create(ModuleContext campfireNode, NoSettings none) {
      return new VerticleBase() {
        @Override
        public Future<?> start() {
          return Future.all(
              campfireNode
                  .bus()
                  .serve(ECHO, (caller, say) -> Future.succeededFuture(new Said(say.text()))),
              campfireNode
                  .bus()
                  .serve(BREAK, (caller, say) -> Future.failedFuture(new Error("secret"))));
        }
      };
    }
  }

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new EchoModule()).build();

  @Test
  void aCommandIsAnswered() {
    Said said = await(campfire.bus(1).request(ECHO, Caller.SYSTEM, new Say("hello")));

    assertThat(said.text()).isEqualTo("hello");
  }

  @Test
  void aRequestThatBreaksItsMarksNamesTheField() {
    assertThatThrownBy(
            () -> await(campfire.bus().request(ECHO, Caller.SYSTEM, new Say("x".repeat(11)))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
              assertThat(refused.problem("").errors())
                  .singleElement()
                  .satisfies(error -> assertThat(error.field()).isEqualTo("text"));
            });
  }

  @Test
  void anUnexpectedFailureTellsNothing() {
    assertThatThrownBy(() -> await(campfire.bus().request(BREAK, Caller.SYSTEM, new Say("x"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.INTERNAL))
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatNobodyServesIsUnavailable() {
    assertThatThrownBy(() -> await(campfire.bus().request(ABSENT, Caller.SYSTEM, new Say("x"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.UNAVAILABLE));
  }

  @Test
  void anEventReachesEveryNode() {
    var address = SAID.at(campfire.org().id());

    campfire.bus(0).publish(address, new Said("once"), 7);

    for (int node = 0; node < 2; node++) {
      int at = node;
      await()
          .untilAsserted(
              () ->
                  assertThat(campfire.events(at))
                      .filteredOn(frame -> frame.address().equals(address.toString()))
                      .singleElement()
                      .satisfies(
                          frame -> {
                            assertThat(frame.changeSeq()).isEqualTo(7);
                            assertThat(frame.bytes().toJsonObject().getJsonObject("body"))
                                .hasToString("{\"text\":\"once\"}");
                          }));
    }
  }

  @Test
  void aListenerHearsTheEventsOfItsTopicOnEveryNode() {
    var address = SAID.at(campfire.org().id());
    List<String> heard = new CopyOnWriteArrayList<>();
    for (int node = 0; node < 2; node++) {
      await(
          campfire
              .bus(node)
              .listen(SAID, (at, said) -> heard.add(at + " " + said.get().orElseThrow().text())));
    }

    campfire.bus(1).publish(OTHER.at(address.org()), new Said("not this"));
    campfire.bus(1).publish(address, new Said("once"));

    await()
        .untilAsserted(
            () -> assertThat(heard).containsExactly(address + " once", address + " once"));
  }

  @Test
  void aSignalReachesEveryNodeThatHearsIt() {
    List<Say> heard = new CopyOnWriteArrayList<>();
    await(campfire.bus(0).hear(SIGNAL, heard::add));
    await(campfire.bus(1).hear(SIGNAL, heard::add));

    campfire.bus(1).tell(SIGNAL, new Say("hello"));

    await()
        .untilAsserted(() -> assertThat(heard).containsExactly(new Say("hello"), new Say("hello")));
  }

  @Test
  void theDoorShowsOneOrganisationAndNothingElse() {
    TestOrg mine = campfire.org();
    TestOrg other = campfire.org();
    mine.agent();
    other.agent();

    var seen =
        await(
            campfire
                .database(1)
                .inOrg(
                    mine.id(),
                    "select org_id from profiles",
                    Tuple.tuple(),
                    row -> row.getUUID("org_id")));

    assertThat(seen).containsExactly(mine.id().value());
    assertThat(
            await(
                campfire
                    .database()
                    .inNoOrg("select epoch from installation", Tuple.tuple(), row -> row)))
        .hasSize(1);
  }
}
