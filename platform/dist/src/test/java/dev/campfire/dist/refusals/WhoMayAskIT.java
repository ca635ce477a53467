package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every address, feed and route is refused to whoever may not use it, and changes nothing. */
class WhoMayAskIT {
  private static final String EVIL = "https://evil.example";
  private static final Clients clients = new Clients(Clients.freePort());

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

  private static DynamicTest test(String name, ProblemCode code, Supplier<Problem> question) {
    return dynamicTest(
        name,
        () -> {
          List<String> before = scene.state();

          Problem problem = question.get();

          assertIs(problem, name, code, "");
          assertThat(scene.state()).as(name).containsExactlyElementsOf(before);
        });
  }

  private static <T> T with(Client client, java.util.function.Function<Client, T> question) {
    try {
      return question.apply(client);
    } finally {
      client.close();
    }
  }

  private static List<Route.ToCommand> routes() {
    return RouteTable.ROUTES.stream()
        .filter(Route.ToCommand.class::isInstance)
        .map(Route.ToCommand.class::cast)
        .toList();
  }

  private static Problem http(Route.ToCommand route, String token) {
    return Asking.problem(Asking.overHttp(clients, route, token, scene.valid(route.command())));
  }

  @TestFactory
  Stream<DynamicTest> aCommandIsForbiddenToTheRolesThatItIsNotFor() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Command<?, ?> command : Product.commands()) {
      if (command.audience() != Audience.EVERYONE) {
        Actor stranger = command.audience() == Audience.CONTACTS ? Actor.ADA : Actor.JOE;
        tests.add(
            test(
                "bus " + command.address(),
                ProblemCode.FORBIDDEN,
                () ->
                    with(
                        scene.socket(stranger),
                        client -> Asking.overTheBus(client, command, scene.valid(command)))));
      }
    }
    for (Route.ToCommand route : routes()) {
      if (route.audience() != Audience.EVERYONE) {
        Actor stranger = route.audience() == Audience.CONTACTS ? Actor.ADA : Actor.JOE;
        tests.add(
            test(
                route.method() + " " + route.path(),
                ProblemCode.FORBIDDEN,
                () -> http(route, scene.token(stranger))));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> nothingIsAnsweredToWhoHasNotSignedIn() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Command<?, ?> command : Product.commands()) {
      tests.add(
          test(
              "bus " + command.address(),
              ProblemCode.UNAUTHENTICATED,
              () ->
                  with(
                      clients.socket(),
                      client -> Asking.overTheBus(client, command, scene.valid(command)))));
    }
    for (Topic<?> topic : Product.topics()) {
      tests.add(
          test(
              "register " + topic.name(),
              ProblemCode.UNAUTHENTICATED,
              () ->
                  with(
                      clients.socket(),
                      client -> Asking.withoutReply(client, "register", feed(topic, Actor.ADA)))));
    }
    for (String token : new String[] {null, "nonsense", forged(scene.token(Actor.ADA))}) {
      for (Route.ToCommand route : routes()) {
        tests.add(
            test(
                route.method() + " " + route.path() + " with the token " + token,
                ProblemCode.UNAUTHENTICATED,
                () -> http(route, token)));
      }
      if (token != null) {
        tests.add(
            test(
                "session.auth with the token " + token,
                ProblemCode.UNAUTHENTICATED,
                () -> auth(token)));
      }
    }
    return tests.stream();
  }

  private static Problem auth(String token) {
    return with(
        clients.socket(),
        client ->
            Asking.overTheBus(
                client,
                "session.auth",
                UUID.randomUUID().toString(),
                new JsonObject().put("token", token).encode()));
  }

  /** The same claims, of another signature. */
  private static String forged(String token) {
    int at = token.lastIndexOf('.') + 20;
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  @Test
  void aSocketStaysItsCallers() {
    Client ada = scene.socket(Actor.ADA);

    Problem refused =
        Asking.overTheBus(
            ada,
            "session.auth",
            UUID.randomUUID().toString(),
            new JsonObject().put("token", scene.token(Actor.EVE)).encode());

    assertIs(refused, "another's token", ProblemCode.CONFLICT, null);
    ada.close();
  }

  @Test
  void aTokenThatHasRunOutIsToldApart() {
    Scene old = new Scene(campfire, clients);
    campfire.clock().advance(Duration.ofMinutes(16));

    for (Route.ToCommand route : routes()) {
      Problem refused =
          Asking.problem(
              Asking.overHttp(clients, route, old.token(Actor.ADA), old.valid(route.command())));
      assertIs(refused, route.path(), ProblemCode.TOKEN_EXPIRED, null);
    }
    assertIs(auth(old.token(Actor.ADA)), "session.auth", ProblemCode.TOKEN_EXPIRED, null);
    scene = new Scene(campfire, clients);
  }

  @TestFactory
  Stream<DynamicTest> aPageOfAForeignOriginIsForbiddenEverything() {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, String> origin = Map.of("origin", EVIL);
    for (Route route : RouteTable.ROUTES) {
      tests.add(
          test(
              route.method() + " " + route.path(),
              ProblemCode.FORBIDDEN,
              () -> {
                Clients.Response answer =
                    Asking.request(
                        clients, route, plain(route), scene.token(Actor.ADA), origin, body(route));
                assertThat(answer.header("access-control-allow-origin")).isNull();
                return Asking.problem(answer);
              }));
    }
    for (String path :
        List.of("/eventbus/info", "/eventbus/websocket", "/eventbus/1/2/websocket")) {
      tests.add(
          test(
              path,
              ProblemCode.FORBIDDEN,
              () -> Asking.problem(clients.request(HttpMethod.GET, path, origin, null))));
    }
    return tests.stream();
  }

  private static String plain(Route route) {
    return RouteTable.PREFIX + route.path().replace("{conversationId}", scene.conversation());
  }

  private static String body(Route route) {
    return route.method().equals(HttpMethod.GET) ? null : "{}";
  }

  /** A feed's address, of the actor or of what they may read. */
  private static String feed(Topic<?> topic, Actor actor) {
    return topic
        .template()
        .replace("{orgId}", scene.org().id().toString())
        .replace("{conversationId}", scene.conversation())
        .replace("{personId}", scene.id(actor));
  }

  @TestFactory
  Stream<DynamicTest> aFeedIsOpenToItsAudienceAlone() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Topic<?> topic : Product.topics()) {
      String mine = feed(topic, Actor.ADA);
      String others = mine.replace(scene.org().id().toString(), scene.other().id().toString());
      tests.add(register("another organisation's", topic, others, Actor.ADA));
      tests.add(register("to another organisation's agent", topic, mine, Actor.EVE));
      tests.add(register("in capitals", topic, mine.toUpperCase(java.util.Locale.ROOT), Actor.ADA));
      tests.add(register("with a line break", topic, mine + "\n", Actor.ADA));
      tests.add(register("with more behind it", topic, mine + ":x", Actor.ADA));
      tests.add(
          register("without its end", topic, mine.substring(0, mine.length() - 1), Actor.ADA));
      tests.add(register("escaped", topic, mine.replace(":", "%3A"), Actor.ADA));
      if (topic.subject() != Topic.Subject.NONE) {
        String absent =
            mine.replace(scene.conversation(), scene.absent())
                .replace(scene.id(Actor.ADA), scene.id(Actor.ADMIN));
        tests.add(register("of what is another's or absent", topic, absent, Actor.ADA));
        tests.add(register("another contact's", topic, feed(topic, Actor.JOE), Actor.MOE));
      }
      if (!topic.audience().includes(Actor.JOE.role())) {
        tests.add(
            test(
                topic.name() + " to a contact",
                ProblemCode.FORBIDDEN,
                () -> refusedRegister(feed(topic, Actor.JOE), Actor.JOE)));
      }
    }
    return tests.stream();
  }

  private static DynamicTest register(String cause, Topic<?> topic, String address, Actor actor) {
    return test(
        topic.name() + " " + cause, ProblemCode.NOT_FOUND, () -> refusedRegister(address, actor));
  }

  private static Problem refusedRegister(String address, Actor actor) {
    return with(scene.socket(actor), client -> Asking.withoutReply(client, "register", address));
  }

  @TestFactory
  Stream<DynamicTest> nobodyPublishes() {
    Stream<String> addresses =
        Stream.concat(
            InstalledModules.commands(InstalledModules.all()).stream().map(Command::address),
            Product.topics().stream().map(topic -> feed(topic, Actor.ADA)));
    return addresses.map(
        address ->
            test(
                address,
                ProblemCode.FORBIDDEN,
                () ->
                    with(
                        scene.socket(Actor.ADA),
                        client -> Asking.withoutReply(client, "publish", address))));
  }

  @TestFactory
  Stream<DynamicTest> whatAClientSaysAboutItselfIsNotLookedAt() {
    String claimed =
        new JsonObject()
            .put("id", scene.id(Actor.EVE))
            .put("org", scene.other().id().toString())
            .put("role", "system")
            .encode();
    Map<String, String> headers =
        Map.of("caller", claimed, "cf-org", scene.other().id().toString(), "cf-user", "x");
    return Product.commands().stream()
        .filter(command -> command.refusals().contains(ProblemCode.NOT_FOUND))
        .filter(command -> scene.valid(command).has("conversationId"))
        .flatMap(
            command -> {
              ObjectNode body = scene.valid(command).put("conversationId", scene.foreign());
              List<DynamicTest> tests = new ArrayList<>();
              tests.add(
                  test(
                      "bus " + command.address(),
                      ProblemCode.NOT_FOUND,
                      () ->
                          with(
                              scene.socket(Product.of(command.audience())),
                              client -> spoofed(client, command, body, headers))));
              return tests.stream();
            });
  }

  private static Problem spoofed(
      Client client, Command<?, ?> command, ObjectNode body, Map<String, String> headers) {
    String replyAddress = UUID.randomUUID().toString();
    String frame = Asking.frame("send", command.address(), replyAddress, body.toString());
    JsonObject more = new JsonObject(frame).put("headers", new JsonObject(Map.copyOf(headers)));
    more.put("caller", headers.get("caller"));
    client.send(more);
    return Asking.refusal(client, replyAddress);
  }
}
