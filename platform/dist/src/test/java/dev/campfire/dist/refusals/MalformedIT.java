package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Command;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not the JSON that it must be is refused at every address and every route alike. */
class MalformedIT {
  private static final int MOST_BYTES = 64 << 10;
  private static final Clients clients = new Clients(Clients.freePort());

  /** Bodies that no strict reader takes, by what is wrong with them. */
  private static final Map<String, String> BODIES =
      Map.of(
          "cut short", "{\"content\":",
          "no JSON", "hello",
          "a duplicate key", "{\"a\":1,\"a\":2}",
          "nested deeper than 16", "{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}",
          "U+0000", "{\"content\":\"a\\u0000b\"}",
          "a lone surrogate", "{\"content\":\"a\\ud800b\"}",
          "U+0000 in a key", "{\"a\\u0000\":1}",
          "more behind it", "{} {}");

  @RegisterExtension
  static final CampfireExtension campfire = Product.nodeWithoutBudgets(clients).build();

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

  private static DynamicTest test(String name, Runnable question) {
    return dynamicTest(
        name,
        () -> {
          List<String> before = scene.state();

          question.run();

          assertThat(scene.state()).as(name).containsExactlyElementsOf(before);
        });
  }

  @TestFactory
  Stream<DynamicTest> aFrameThatCannotBeReadIsAnsweredAsTheStockBridgeDoes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Command<?, ?> command : Product.commands()) {
      BODIES.forEach(
          (cause, body) ->
              tests.add(test(command.address() + " " + cause, () -> unreadable(command, body))));
    }
    return tests.stream();
  }

  private static void unreadable(Command<?, ?> command, String body) {
    Client client = scene.socket(Product.of(command.audience()));
    client.raw(Asking.frame("send", command.address(), UUID.randomUUID().toString(), body));

    var answer = client.awaitFrame(frame -> "err".equals(frame.getString("type")));

    assertThat(answer.encode()).isEqualTo("{\"type\":\"err\",\"body\":\"invalid_json\"}");
    client.roundTrip();
    client.close();
  }

  @TestFactory
  Stream<DynamicTest> aReplyAddressOfOver36CharactersIsRefusedByItsName() {
    return Product.commands().stream()
        .map(
            command ->
                test(
                    command.address(),
                    () -> {
                      Client client = scene.socket(Product.of(command.audience()));
                      Problem problem =
                          Asking.overTheBus(client, command.address(), "r".repeat(37), "{}");
                      assertIs(problem, "37", ProblemCode.INVALID_REQUEST, "replyAddress");
                      client.close();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aFrameThatIsTooLargeEndsItsConnection() {
    return Product.commands().stream()
        .map(
            command ->
                test(
                    command.address(),
                    () -> {
                      Client client = scene.socket(Product.of(command.audience()));
                      String frame = Asking.frame("send", command.address(), "r", "{\"a\":\"\"}");
                      String large = "x".repeat(MOST_BYTES + 1 - frame.length());
                      client.raw(frame.replace("\"a\":\"\"", "\"a\":\"" + large + "\""));
                      client.closeCode();
                      assertThat(client.frames("r")).isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aBodyThatCannotBeReadIsInvalidAndOneThatIsTooLargeIsToldSo() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Route route : RouteTable.ROUTES) {
      if (route.method().equals(HttpMethod.GET)) {
        continue;
      }
      String name = route.method() + " " + route.path();
      BODIES.forEach(
          (cause, body) ->
              tests.add(
                  test(
                      name + " " + cause,
                      () -> assertIs(ask(route, body), cause, ProblemCode.INVALID_REQUEST, ""))));
      tests.add(
          test(
              name + " 64 KiB and one byte",
              () ->
                  assertIs(
                      ask(route, "{\"a\":\"" + "x".repeat(MOST_BYTES + 1 - 8) + "\"}"),
                      "too large",
                      ProblemCode.TOO_LARGE,
                      null)));
    }
    return tests.stream();
  }

  private static Problem ask(Route route, String body) {
    String path =
        RouteTable.PREFIX + route.path().replace("{conversationId}", scene.conversation());
    return Asking.problem(
        Asking.request(clients, route, path, scene.token(Actor.ADA), Map.of(), body));
  }
}
