package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.CampfireExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every command refuses what it must, over the bus and over HTTP, in the same words, and changes
 * nothing by it. How to add rows: {@link Rows}.
 */
class RefusalTableIT {
  private static final Clients clients = new Clients(Clients.freePort());
  private static final Map<String, Object> WIDE = Map.of("perSecond", 1_000, "burst", 100_000);

  @RegisterExtension static final CampfireExtension campfire = product();

  private static final Rows rows = Rows.all();
  private static Scene scene;

  /** The whole product; its budgets have tests of their own. */
  private static CampfireExtension product() {
    CampfireExtension.Builder builder =
        CampfireExtension.nodes(1)
            .configure("bridge.port", clients.port())
            .configure("bridge.limits.requests", WIDE)
            .configure("bridge.limits.messages", WIDE)
            .configure("bridge.limits.contactMessages", WIDE);
    InstalledModules.all().forEach(builder::module);
    return builder.build();
  }

  @BeforeAll
  static void arrange() {
    clients.open();
    scene = new Scene(campfire, clients);
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  /** What can be asked from outside and is answered by a verticle. */
  private static List<Command<?, ?>> commands() {
    return InstalledModules.commands(InstalledModules.all()).stream()
        .filter(command -> command.audience() != Audience.INTERNAL && command != Sessions.AUTH)
        .toList();
  }

  @TestFactory
  Stream<DynamicContainer> eachCommandRefusesWhatItsRecordForbids() {
    return commands().stream()
        .map(
            command ->
                container(
                    command,
                    ShapeRows.of(command.request()).stream()
                        .flatMap(faulty -> tests(command, faulty))));
  }

  private static DynamicContainer container(
      Command<?, ?> command, Stream<? extends DynamicNode> tests) {
    return dynamicContainer(command.address(), tests);
  }

  /** Who may ask it. */
  private static Actor asker(Command<?, ?> command) {
    return command.audience() == Audience.CONTACTS ? Actor.JOE : Actor.ADA;
  }

  private static Stream<DynamicTest> tests(Command<?, ?> command, ShapeRows.Faulty faulty) {
    List<DynamicTest> tests = new ArrayList<>();
    String name = faulty.field() + ": " + faulty.cause();
    Actor actor = asker(command);
    tests.add(
        dynamicTest(
            "bus, " + name,
            () ->
                refused(faulty.code(), faulty.field(), () -> bus(command, actor, faulty.body()))));
    for (Route.ToCommand route : Asking.routes(command)) {
      if (route.path().contains("{" + faulty.top() + "}")
          && !faulty.body().path(faulty.top()).isTextual()) {
        continue;
      }
      tests.add(
          dynamicTest(
              route.method() + " " + route.path() + ", " + name,
              () -> {
                ObjectNode body = faulty.body().deepCopy();
                Clients.Response answer = Asking.overHttp(clients, route, scene.token(actor), body);
                if (answer != null) {
                  assertIs(Asking.problem(answer), faulty.code(), faulty.field());
                }
              }));
    }
    return tests.stream();
  }

  private static Problem bus(Command<?, ?> command, Actor actor, ObjectNode body) {
    Client client = scene.socket(actor);
    try {
      return Asking.overTheBus(client, command, body);
    } finally {
      client.close();
    }
  }

  /** Asks, and fails unless it is refused so and nothing is written. */
  private static void refused(ProblemCode code, String field, Supplier<Problem> question) {
    String before = scene.state();

    Problem problem = question.get();

    assertIs(problem, code, field);
    assertThat(scene.state()).isEqualTo(before);
  }

  @TestFactory
  Stream<DynamicContainer> eachCommandRefusesWhatItsStateForbids() {
    return commands().stream()
        .filter(command -> rows.find(command.address()) != null)
        .map(
            command ->
                container(
                    command,
                    rows.find(command.address()).stream().flatMap(row -> tests(command, row))));
  }

  private static Stream<DynamicTest> tests(Command<?, ?> command, Rows.Row row) {
    List<DynamicTest> tests = new ArrayList<>();
    String name = row.actor() + ", " + row.cause();
    tests.add(
        dynamicTest(
            "bus, " + name,
            () ->
                refused(
                    row.code(), row.field(), () -> bus(command, row.actor(), body(command, row)))));
    for (Route.ToCommand route : Asking.routes(command)) {
      tests.add(
          dynamicTest(
              route.method() + " " + route.path() + ", " + name,
              () ->
                  refused(
                      row.code(),
                      row.field(),
                      () ->
                          Asking.problem(
                              Asking.overHttp(
                                  clients, route, scene.token(row.actor()), body(command, row))))));
    }
    return tests.stream();
  }

  private static ObjectNode body(Command<?, ?> command, Rows.Row row) {
    ObjectNode body = scene.valid(command);
    row.change().accept(scene, body);
    return body;
  }

  @TestFactory
  Stream<DynamicTest> eachAddressHasRowsForWhatItDeclaresAndForNothingElse() {
    return commands().stream()
        .map(
            command ->
                dynamicTest(
                    command.address(),
                    () -> {
                      List<Rows.Row> found = rows.find(command.address());
                      assertThat(found)
                          .as("no line in dev.campfire.dist.refusals.Rows")
                          .isNotNull();
                      assertThat(
                              found.stream()
                                  .map(Rows.Row::code)
                                  .filter(code -> !isGeneral(code))
                                  .distinct())
                          .as("Command.refusals() and the rows of the table")
                          .containsExactlyInAnyOrderElementsOf(command.refusals());
                    }));
  }

  /** What every request may be refused with, whatever it asks. */
  private static boolean isGeneral(ProblemCode code) {
    return code != ProblemCode.NOT_FOUND && code != ProblemCode.CONFLICT;
  }
}
