package dev.campfire.dist.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.Role;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Topic;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.InstalledModules;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whoever does not belong there gets the contract's answer at every address and every path, and the
 * same one whether the thing exists or not. Made from what is declared: an address to come is in
 * it.
 */
class StrangersIT {
  private static final Clients clients = new Clients(Clients.freePort());
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  @RegisterExtension
  static final CampfireExtension campfire = Product.nodeWithoutBudgets(clients).build();

  private static final Map<String, String> strangers = new LinkedHashMap<>();
  private static Scene scene;

  @BeforeAll
  static void arrange() throws Exception {
    clients.open();
    scene = new Scene(campfire, clients);
    String good = scene.token(Actor.ADA);
    String claims = good.split("\\.")[1];
    strangers.put("alg none", part("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + claims + ".");
    strangers.put(
        "alg none with the signature",
        part("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + claims + "." + good.split("\\.")[2]);
    KeyPair other = otherKey();
    String kid = new JsonObject(text(good.split("\\.")[0])).getString("kid");
    strangers.put(
        "signed by another key",
        signed(other, "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", claims));
    strangers.put(
        "signed by a key of its own",
        signed(other, "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"mine\"}", claims));
    strangers.put("altered", good.substring(0, good.length() - 6) + "AAAAAA");
    strangers.put("a disabled agent", disabledAgent());
    strangers.put("a contact token", contactToken());
  }

  private static KeyPair otherKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2_048);
    return generator.generateKeyPair();
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String signed(KeyPair key, String header, String claims) throws Exception {
    String input = part(header) + "." + claims;
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64.encodeToString(signature.sign());
  }

  /** Somebody who was let in, and then was not any more. */
  private static String disabledAgent() {
    String email = UUID.randomUUID() + "@demo.test";
    JsonObject invited =
        clients
            .post(
                "/api/v1/admin/agents",
                scene.token(Actor.ADMIN),
                new JsonObject().put("email", email).encode())
            .json();
    JsonObject session =
        clients
            .post(
                "/api/v1/auth/invitation",
                null,
                new JsonObject()
                    .put("invitation", invited.getString("invitation"))
                    .put("password", "a long password")
                    .encode())
            .json();
    String token = session.getString("accessToken");
    assertThat(clients.get("/api/v1/conversations", token).status()).isEqualTo(200);
    String agent = invited.getJsonObject("agent").getString("id");
    Clients.Response disabled =
        clients.request(
            HttpMethod.PATCH,
            "/api/v1/admin/agents/" + agent,
            Map.of(
                "authorization",
                "Bearer " + scene.token(Actor.ADMIN),
                "content-type",
                "application/json"),
            "{\"disabled\":true}");
    assertThat(disabled.status()).as(disabled.body().toString()).isEqualTo(200);
    return token;
  }

  private static String contactToken() {
    return clients
        .post(
            "/api/v1/widget/sessions",
            null,
            new JsonObject().put("widgetKey", scene.org().widgetKey()).encode())
        .json()
        .getString("contactToken");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  @TestFactory
  Stream<DynamicTest> noBadTokenOpensAnyPath() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Route route : RouteTable.ROUTES) {
      if (route instanceof Route.ToCommand command) {
        tests.add(dynamicTest("no token, " + name(route), () -> refusesByHttp(command, null)));
        strangers.forEach(
            (who, token) ->
                tests.add(
                    dynamicTest(who + ", " + name(route), () -> refusesByHttp(command, token))));
      }
    }
    return tests.stream();
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static void refusesByHttp(Route.ToCommand route, String token) {
    Problem here = byHttp(route, token, scene.conversation());
    Problem nowhere = byHttp(route, token, scene.absent());

    assertThat(here.code()).isEqualTo("unauthenticated");
    assertThat(nowhere.detail()).isEqualTo(here.detail());
    assertThat(nowhere.code()).isEqualTo(here.code());
  }

  private static Problem byHttp(Route.ToCommand route, String token, String id) {
    String uri = RouteTable.PREFIX + route.path().replaceAll("\\{[^}]*}", id);
    String body = route.source() == Route.Source.BODY ? "{}" : null;
    return Asking.problem(Asking.request(clients, route, uri, token, Map.of(), body));
  }

  @TestFactory
  Stream<DynamicTest> noBadTokenOpensASocket() {
    return strangers.entrySet().stream()
        .map(
            stranger ->
                dynamicTest(
                    stranger.getKey(),
                    () -> {
                      Client socket = clients.socket();
                      JsonObject refused =
                          socket.request(
                              "session.auth", new JsonObject().put("token", stranger.getValue()));
                      assertThat(Client.code(refused)).isEqualTo("unauthenticated");
                      for (Command<?, ?> command : addresses()) {
                        assertThat(Client.code(socket.request(command.address(), new JsonObject())))
                            .as(command.address())
                            .isEqualTo("unauthenticated");
                      }
                      socket.close();
                    }));
  }

  /** Every address there is, the internal ones too. */
  private static List<Command<?, ?>> addresses() {
    return InstalledModules.commands(InstalledModules.all()).stream()
        .filter(command -> command != Sessions.AUTH)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> internalAddressesDoNotExistForAnybody() {
    return addresses().stream()
        .filter(command -> !Product.commands().contains(command))
        .map(
            command ->
                dynamicTest(
                    command.address(),
                    () -> {
                      for (Actor actor : List.of(Actor.ADA, Actor.ADMIN, Actor.JOE)) {
                        Client socket = scene.socket(actor);
                        Problem problem =
                            Asking.overTheBus(
                                socket, command.address(), UUID.randomUUID().toString(), "{}");
                        assertThat(problem.code()).isEqualTo("not_found");
                        socket.close();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> aRoleThatMayNotIsForbiddenWhateverItNames() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Actor actor : List.of(Actor.JOE, Actor.ADA)) {
      for (Route each : RouteTable.ROUTES) {
        if (each instanceof Route.ToCommand route && !route.audience().includes(actor.role())) {
          tests.add(
              dynamicTest(
                  actor + ", " + name(each),
                  () -> {
                    for (String id : List.of(scene.conversation(), scene.absent())) {
                      assertThat(byHttp(route, scene.token(actor), id).code())
                          .isEqualTo("forbidden");
                    }
                  }));
        }
      }
      for (Command<?, ?> command : Product.commands()) {
        if (!command.audience().includes(actor.role())) {
          tests.add(
              dynamicTest(
                  actor + ", " + command.address(),
                  () -> {
                    Client socket = scene.socket(actor);
                    assertThat(
                            Asking.overTheBus(
                                    socket, command.address(), UUID.randomUUID().toString(), "{}")
                                .code())
                        .isEqualTo("forbidden");
                    socket.close();
                  }));
        }
      }
    }
    return tests.stream();
  }

  /** What exists elsewhere is answered word for word as what exists nowhere. */
  @TestFactory
  Stream<DynamicTest> anotherOrganisationsThingsAreNotThere() {
    return Product.commands().stream()
        .filter(command -> command.audience().includes(Role.AGENT))
        .filter(command -> scene.valid(command).has("conversationId"))
        .map(
            command ->
                dynamicTest(
                    command.address(),
                    () -> {
                      Client eve = scene.socket(Actor.EVE);
                      Problem theirs = asked(eve, command, scene.conversation());
                      Problem nobodys = asked(eve, command, scene.absent());
                      assertThat(theirs.code()).isEqualTo("not_found");
                      assertThat(nobodys.code()).isEqualTo("not_found");
                      assertThat(theirs.detail()).isEqualTo(nobodys.detail());
                      eve.close();
                    }));
  }

  private static Problem asked(Client client, Command<?, ?> command, String conversation) {
    ObjectNode body = scene.valid(command);
    body.put("conversationId", conversation);
    return Asking.overTheBus(client, command, body);
  }

  @TestFactory
  Stream<DynamicTest> anotherOrganisationsFeedsAreNotThere() {
    return Product.topics().stream()
        .map(
            topic ->
                dynamicTest(
                    topic.template(),
                    () -> {
                      Client eve = scene.socket(Actor.EVE);
                      Problem theirs =
                          Asking.withoutReply(
                              eve, "register", address(topic, scene.org().id().toString()));
                      Problem nobodys =
                          Asking.withoutReply(
                              eve, "register", address(topic, UUID.randomUUID().toString()));
                      assertThat(theirs.code()).isEqualTo("not_found");
                      assertThat(theirs.detail()).isEqualTo(nobodys.detail());
                      eve.close();
                    }));
  }

  private static String address(Topic<?> topic, String org) {
    String subject =
        topic.subject() == Topic.Subject.PERSON ? scene.id(Actor.ADA) : scene.conversation();
    return topic
        .template()
        .replace("{orgId}", org)
        .replace("{conversationId}", subject)
        .replace("{personId}", subject);
  }
}
