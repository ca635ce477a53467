package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Asking.assertIs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.http.Route;
import dev.campfire.bridge.http.RouteTable;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.testkit.CampfireExtension;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whoever cannot sign in is told the same whatever the reason, so that nobody finds out which
 * account, key, session or website exists; and nothing is written by it.
 */
class SignInRefusalsIT {
  private static final String PASSWORD = "a long password";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Clients clients = new Clients(Clients.freePort());

  @RegisterExtension
  static final CampfireExtension campfire =
      Product.nodeWithoutBudgets(clients)
          .configure("bridge.limits.wrongSignIns", Map.of("perSecond", 1_000, "burst", 100_000))
          .build();

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

  /** Ways to come in by one route, all of which are answered in the same words. */
  private record Door(String path, ProblemCode code, Map<String, Supplier<Clients.Response>> ways) {
    Door(String path, ProblemCode code) {
      this(path, code, new LinkedHashMap<>());
    }

    Door refuses(String cause, Supplier<Clients.Response> way) {
      ways.put(cause, way);
      return this;
    }
  }

  @TestFactory
  Stream<DynamicContainer> whoCannotSignInIsNotToldWhy() {
    return doors().stream()
        .map(
            door -> {
              List<Problem> answers = new ArrayList<>();
              return dynamicContainer(
                  door.path() + ", " + door.code().wireName(),
                  door.ways().entrySet().stream()
                      .map(
                          way ->
                              dynamicTest(
                                  way.getKey(),
                                  () -> refuses(door, way.getKey(), way.getValue(), answers))));
            });
  }

  private static void refuses(
      Door door, String cause, Supplier<Clients.Response> way, List<Problem> answers) {
    List<String> before = scene.state();

    Clients.Response answer = way.get();

    Problem problem = Asking.problem(answer);
    assertIs(problem, cause, door.code(), "");
    answers.add(problem);
    assertThat(problem.detail()).as(cause).isEqualTo(answers.get(0).detail());
    assertThat(answer.cookies()).allMatch(cookie -> cookie.startsWith("campfire_refresh=;"));
    assertThat(scene.state()).as(cause).containsExactlyElementsOf(before);
  }

  /** A route to sign in by that nobody has thought about fails here. */
  @Test
  void everyDoorIsTried() {
    assertThat(doors().stream().map(Door::path))
        .containsAll(
            RouteTable.ROUTES.stream()
                .filter(Route.ToSignIn.class::isInstance)
                .map(Route::path)
                // Signs nobody in, and answers the same whoever asks.
                .filter(path -> !path.equals("/auth/logout"))
                .toList());
  }

  private static List<Door> doors() {
    List<Door> doors =
        new ArrayList<>(List.of(logIn(), refresh(), nobody(), token(), invitation()));
    doors.addAll(widget());
    return doors;
  }

  private static Door logIn() {
    Person ada = agent();
    Person disabled = agent();
    disable(disabled);
    String invited = address();
    invite(invited);
    return new Door("/auth/login", ProblemCode.UNAUTHENTICATED)
        .refuses("a wrong password", () -> logIn(ada.email(), "another password"))
        .refuses("an unknown account", () -> logIn(address(), PASSWORD))
        .refuses("a disabled agent's password", () -> logIn(disabled.email(), PASSWORD))
        .refuses("who has chosen no password yet", () -> logIn(invited, PASSWORD));
  }

  private static Door refresh() {
    Person ada = agent();
    Person late = agent();
    runOut(late);
    Person gone = agent();
    assertThat(auth("logout", gone.refreshToken()).status()).isEqualTo(204);
    Person disabled = agent();
    disable(disabled);
    String[] parts = ada.refreshToken().split("\\.");
    return new Door("/auth/refresh", ProblemCode.UNAUTHENTICATED)
        .refuses("what is no token", () -> auth("refresh", "nonsense"))
        .refuses("a token that has run out", () -> auth("refresh", late.refreshToken()))
        .refuses("of a session that was left", () -> auth("refresh", gone.refreshToken()))
        .refuses("of a disabled agent", () -> auth("refresh", disabled.refreshToken()))
        .refuses(
            "of a session that never was",
            () -> auth("refresh", parts[0] + "." + UUID.randomUUID() + "." + parts[2]))
        .refuses(
            "of another organisation",
            () -> auth("refresh", scene.other().id() + "." + parts[1] + "." + parts[2]))
        .refuses(
            "with a secret of one's own",
            () -> auth("refresh", parts[0] + "." + parts[1] + "." + secret()));
  }

  private static Door nobody() {
    return new Door("/auth/refresh", ProblemCode.UNAUTHENTICATED)
        .refuses("no token", () -> auth("refresh", ""))
        .refuses("an access token", () -> auth("refresh", scene.token(Actor.ADA)));
  }

  private static Door token() {
    String refreshToken = agent().refreshToken();
    JsonObject made = admin(HttpMethod.POST, "/api-keys", "{\"name\":\"Orders\"}");
    String key = made.getString("secret");
    String revoked =
        admin(HttpMethod.POST, "/api-keys", "{\"name\":\"Stock\"}").getString("secret");
    admin(HttpMethod.PUT, "/api-keys/" + revoked.split("[_.]")[2] + "/revocation", "{}");
    String id = key.split("[_.]")[2];
    return new Door("/auth/token", ProblemCode.UNAUTHENTICATED)
        .refuses("what is no key", () -> post("/auth/token", "apiKey", "nonsense"))
        .refuses("a revoked key", () -> post("/auth/token", "apiKey", revoked))
        .refuses(
            "a key that never was",
            () -> post("/auth/token", "apiKey", key.replace(id, UUID.randomUUID().toString())))
        .refuses(
            "of another organisation",
            () -> {
              String theirs = key.replace(scene.org().id() + ".", scene.other().id() + ".");
              return post("/auth/token", "apiKey", theirs);
            })
        .refuses(
            "with a secret of one's own",
            () ->
                post(
                    "/auth/token", "apiKey", key.substring(0, key.lastIndexOf('.') + 1) + secret()))
        .refuses("a refresh token", () -> post("/auth/token", "apiKey", refreshToken));
  }

  private static Door invitation() {
    String used = invite(address()).getString("invitation");
    accept(used);
    String replacedAddress = address();
    String replaced = invite(replacedAddress).getString("invitation");
    invite(replacedAddress);
    JsonObject lateInvitation = invite(address());
    campfire.sql(
        "update invitations set expires_at = ? where user_id = ?::uuid",
        campfire.clock().instant().atOffset(java.time.ZoneOffset.UTC),
        lateInvitation.getJsonObject("agent").getString("id"));
    String late = lateInvitation.getString("invitation");
    return new Door("/auth/invitation", ProblemCode.UNAUTHENTICATED)
        .refuses("what is none", () -> acceptance("nonsense"))
        .refuses("one that was used", () -> acceptance(used))
        .refuses("one that was replaced", () -> acceptance(replaced))
        .refuses("one that has run out", () -> acceptance(late))
        .refuses(
            "of another organisation",
            () -> acceptance(late.replace(scene.org().id() + ".", scene.other().id() + ".")));
  }

  private static List<Door> widget() {
    String widgetKey = scene.org().widgetKey();
    String secret = admin(HttpMethod.POST, "/identity-secrets", "{}").getString("secret");
    long now = campfire.clock().instant().getEpochSecond();
    String good = "{\"sub\":\"c7\",\"exp\":" + (now + 60) + "}";
    String identified =
        visit(widgetKey, null, identity(secret, "HS256", good)).json().getString("contactToken");
    String theirs = visit(scene.other().widgetKey(), null, null).json().getString("contactToken");
    Door door =
        new Door("/widget/sessions", ProblemCode.UNAUTHENTICATED)
            .refuses("a contact token that is none", () -> visit(widgetKey, "nonsense", null))
            .refuses("of another organisation", () -> visit(widgetKey, theirs, null))
            .refuses(
                "an identified contact's without the identity",
                () -> visit(widgetKey, identified, null));
    Map<String, String> forged = new LinkedHashMap<>();
    forged.put("signed by nobody", identity("somebody's secret", "HS256", good));
    forged.put("signed by the empty secret", identity("", "HS256", good));
    forged.put("of no algorithm", identity(null, "none", good));
    forged.put("of another algorithm", identity(secret, "HS512", good));
    forged.put("without a time to run out", identity(secret, "HS256", "{\"sub\":\"c7\"}"));
    forged.put(
        "that has run out",
        identity(secret, "HS256", "{\"sub\":\"c7\",\"exp\":" + (now - 3_600) + "}"));
    forged.put(
        "that never runs out",
        identity(secret, "HS256", "{\"sub\":\"c7\",\"exp\":" + (now + 90_000) + "}"));
    forged.put("of no subject", identity(secret, "HS256", "{\"exp\":" + (now + 60) + "}"));
    forged.put("an access token", scene.token(Actor.JOE));
    forged.forEach(
        (cause, token) ->
            door.refuses("an identity " + cause, () -> visit(widgetKey, null, token)));
    return List.of(
        door.refuses(
            "an identity of another organisation",
            () -> visit(scene.other().widgetKey(), null, identity(secret, "HS256", good))),
        new Door("/widget/sessions", ProblemCode.NOT_FOUND)
            .refuses("an unknown widget key", () -> visit("nobody's", null, null))
            .refuses("one that cannot be", () -> visit("a\u0001b", null, null))
            .refuses("with a token", () -> visit("nobody's", theirs, null))
            .refuses("with an identity", () -> visit("nobody's", null, "x.y.z")));
  }

  /** One of the two who hold the family has stolen it, and nobody knows which. */
  @Test
  void aRefreshTokenThatComesAgainEndsItsFamily() {
    Person ada = agent();
    Client socket = clients.socket(ada.accessToken());
    String newest = refreshToken(auth("refresh", ada.refreshToken()));
    campfire.clock().advance(Duration.ofSeconds(11));

    Clients.Response again = auth("refresh", ada.refreshToken());

    assertIs(Asking.problem(again), "reused", ProblemCode.UNAUTHENTICATED, null);
    assertThat(socket.closeCode()).isEqualTo(4401);
    assertIs(
        Asking.problem(auth("refresh", newest)), "the newest", ProblemCode.UNAUTHENTICATED, null);
    assertThat(clients.get("/api/v1/conversations", ada.accessToken()).code())
        .isEqualTo("unauthenticated");
    assertThat(
            campfire.sql(
                "select 1 from audit_log where action = 'session.reused' and subject = ?",
                ada.refreshToken().split("\\.")[1]))
        .hasSize(1);
  }

  @Test
  void afterFiveWrongPasswordsNobodyIsToldWhetherTheSixthIsRight() {
    Person ada = agent();
    String nobody = address();
    for (int i = 0; i < 5; i++) {
      assertThat(logIn(ada.email(), "wrong " + i).code()).isEqualTo("unauthenticated");
      assertThat(logIn(nobody, "wrong " + i).code()).isEqualTo("unauthenticated");
    }

    Problem right = Asking.problem(logIn(ada.email(), PASSWORD));
    Problem wrong = Asking.problem(logIn(nobody, "wrong"));

    assertIs(right, "right", ProblemCode.RATE_LIMITED, null);
    assertIs(wrong, "unknown", ProblemCode.RATE_LIMITED, null);
    assertThat(wrong.detail()).isEqualTo(right.detail());
    assertThat(wrong.retryAfterMs()).isEqualTo(right.retryAfterMs());
  }

  /** An agent of the scene's organisation who has signed in. */
  private record Person(String id, String email, String accessToken, String refreshToken) {}

  private static Person agent() {
    String email = address();
    Clients.Response signedIn = accept(invite(email).getString("invitation"));
    return new Person(
        signedIn.json().getJsonObject("profile").getString("id"),
        email,
        signedIn.json().getString("accessToken"),
        refreshToken(signedIn));
  }

  private static String address() {
    return UUID.randomUUID() + "@demo.test";
  }

  private static JsonObject invite(String email) {
    return admin(HttpMethod.POST, "/agents", new JsonObject().put("email", email).encode());
  }

  private static Clients.Response acceptance(String invitation) {
    return clients.post(
        "/api/v1/auth/invitation",
        null,
        new JsonObject().put("invitation", invitation).put("password", PASSWORD).encode());
  }

  private static Clients.Response accept(String invitation) {
    Clients.Response accepted = acceptance(invitation);
    assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
    return accepted;
  }

  private static void disable(Person person) {
    admin(HttpMethod.PATCH, "/agents/" + person.id(), "{\"disabled\":true}");
  }

  private static void runOut(Person person) {
    campfire.sql(
        "update sessions set expires_at = ? where id = ?::uuid",
        campfire.clock().instant().atOffset(java.time.ZoneOffset.UTC),
        person.refreshToken().split("\\.")[1]);
  }

  private static JsonObject admin(HttpMethod method, String path, String body) {
    Clients.Response done =
        clients.request(
            method,
            "/api/v1/admin" + path,
            Map.of(
                "authorization",
                "Bearer " + scene.token(Actor.ADMIN),
                "content-type",
                "application/json"),
            body);
    assertThat(done.status()).as(done.body().toString()).isBetween(200, 201);
    return done.json();
  }

  private static Clients.Response logIn(String email, String password) {
    return clients.post(
        "/api/v1/auth/login",
        null,
        new JsonObject().put("email", email).put("password", password).encode());
  }

  private static Clients.Response auth(String call, String refreshToken) {
    return clients.request(
        HttpMethod.POST,
        "/api/v1/auth/" + call,
        Map.of("cookie", "campfire_refresh=" + refreshToken),
        null);
  }

  private static String refreshToken(Clients.Response signedIn) {
    String cookie = signedIn.cookies().get(0);
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  private static Clients.Response post(String path, String field, String value) {
    return clients.post("/api/v1" + path, null, new JsonObject().put(field, value).encode());
  }

  private static Clients.Response visit(String widgetKey, String contactToken, String identity) {
    JsonObject body = new JsonObject().put("widgetKey", widgetKey);
    if (contactToken != null) {
      body.put("contactToken", contactToken);
    }
    if (identity != null) {
      body.put("identity", identity);
    }
    return clients.post("/api/v1/widget/sessions", null, body.encode());
  }

  /** Of the form of the secrets that we give out. */
  private static String secret() {
    return "A".repeat(43);
  }

  /**
   * @param secret null: not signed
   */
  private static String identity(String secret, String algorithm, String claims) {
    String signed = part("{\"alg\":\"" + algorithm + "\"}") + "." + part(claims);
    return signed + "." + (secret == null ? "" : BASE64.encodeToString(mac(secret, signed)));
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] mac(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // Java has no empty key; it is the same as one of zeros.
      byte[] key = secret.isEmpty() ? new byte[1] : secret.getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
