package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Command;
import dev.campfire.testkit.CampfireExtension;
import java.util.ArrayList;
import java.util.List;
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

  @RegisterExtension
  static final CampfireExtension campfire = Product.nodeWithoutBudgets(clients).build();

  private static final Rows rows = Rows.all();
  private static Scene scene;

  @BeforeAll
  static void arrange() {
    clients.open();
    scene = new Scene(campfire, clients);
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  @TestFactory
  Stream<DynamicContainer> eachCommandRefusesWhatItsRecordForbids() {
    return Product.commands().stream()
        .map(
            command ->
                container(
                    command,
                    ShapeRows.of(command.request()).stream()
                        .flatMap(faulty -> tests(command, faulty))));
  }

  /** Such as the admins', which no socket reaches. */
  @TestFactory
  Stream<DynamicTest> eachRouteWithoutAnAddressRefusesWhatItsRecordForbids() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Route each : RouteTable.ROUTES) {
      if (each instanceof Route.ToCommand route && !hasAnAddress(route)) {
        for (ShapeRows.Faulty faulty : ShapeRows.of(route.command().request())) {
          if (Asking.canSay(route, faulty)) {
            tests.add(
                test(
                    "%s %s, %s: %s"
                        .formatted(route.method(), route.path(), faulty.field(), faulty.cause()),
                    faulty.code(),
                    faulty.field(),
                    () -> http(route, Product.of(route.audience()), faulty.body())));
          }
        }
      }
    }
    return tests.stream();
  }

  private static boolean hasAnAddress(Route.ToCommand route) {
    return Product.commands().stream()
        .anyMatch(command -> command.request() == route.command().request());
  }

  private static DynamicContainer container(
      Command<?, ?> command, Stream<? extends DynamicNode> tests) {
    return dynamicContainer(command.address(), tests);
  }

  private static Stream<DynamicTest> tests(Command<?, ?> command, ShapeRows.Faulty faulty) {
    List<DynamicTest> tests = new ArrayList<>();
    String name = faulty.field() + ": " + faulty.cause();
    Actor actor = Product.of(command.audience());
    tests.add(
        test(
            "bus, " + name,
            faulty.code(),
            faulty.field(),
            () -> bus(command, actor, faulty.body())));
    for (Route.ToCommand route : Asking.routes(command)) {
      if (Asking.canSay(route, faulty)) {
        tests.add(
            test(
                route.method() + " " + route.path() + ", " + name,
                faulty.code(),
                faulty.field(),
                () -> http(route, actor, faulty.body())));
      }
    }
    return tests.stream();
  }

  /** Asks, and fails unless it is refused so and nothing is written. */
  private static DynamicTest test(
      String name, ProblemCode code, String field, Supplier<Problem> question) {
    return dynamicTest(
        name,
        () -> {
          List<String> before = scene.state();

          Problem problem = question.get();

          assertIs(problem, name, code, field);
          assertThat(scene.state()).as(name).containsExactlyElementsOf(before);
        });
  }

  private static Problem http(Route.ToCommand route, Actor actor, ObjectNode body) {
    return Asking.problem(Asking.overHttp(clients, route, scene.token(actor), body));
  }

  private static Problem bus(Command<?, ?> command, Actor actor, ObjectNode body) {
    Client client = scene.socket(actor);
    try {
      return Asking.overTheBus(client, command, body);
    } finally {
      client.close();
    }
  }

  @TestFactory
  Stream<DynamicContainer> eachCommandRefusesWhatItsStateForbids() {
    return Product.commands().stream()
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
        test(
            "bus, " + name,
            row.code(),
            row.field(),
            () -> bus(command, row.actor(), body(command, row))));
    for (Route.ToCommand route : Asking.routes(command)) {
      tests.add(
          test(
              route.method() + " " + route.path() + ", " + name,
              row.code(),
              row.field(),
              () -> http(route, row.actor(), body(command, row))));
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
    return Product.commands().stream()
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
