package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.FakeMessaging.Stored;
import dev.campfire.bridge.house.House;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 2. */
class HttpApiIT {
  @RegisterExtension
  static final House house = new House().configure("bridge.limits.widgetSessionsPerMinute", 5);

  private static final String LOGIN = "/api/v1/auth/login";
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private static String messages(Stored stored) {
    return CONVERSATIONS + "/" + stored.id() + "/messages";
  }

  private static String content(String text) {
    return new JsonObject().put("content", text).encode();
  }

  @Test
  void signingInAnswersATokenAndKeepsTheOtherInACookie() {
    Clients.Response signedIn =
        house.post(LOGIN, null, "{\"email\":\"ada@demo.test\",\"password\":\"campfire\"}");

    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.header("content-type")).isEqualTo("application/json");
    assertThat(signedIn.header("cache-control")).isEqualTo("no-store");
    assertThat(signedIn.json().fieldNames())
        .containsExactlyInAnyOrder("accessToken", "expiresAt", "profile");
    assertThat(signedIn.json().getJsonObject("profile").getString("email"))
        .isEqualTo("ada@demo.test");
    assertThat(signedIn.cookies()).hasSize(1);
    assertThat(signedIn.cookies().get(0).split("; "))
        .contains("campfire_refresh=refresh-1", "Path=/api/v1/auth", "HTTPOnly", "SameSite=Strict")
        .doesNotContain("Secure");
    assertThat(house.get(CONVERSATIONS, signedIn.json().getString("accessToken")).status())
        .isEqualTo(200);
  }

  @Test
  void theCookieRenewsTheSessionAndEndsIt() {
    Map<String, String> cookie = Map.of("cookie", "campfire_refresh=refresh-1");

    Clients.Response renewed = house.request(HttpMethod.POST, "/api/v1/auth/refresh", cookie, null);
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.json().getString("accessToken")).isNotBlank();
    assertThat(renewed.cookies().get(0)).startsWith("campfire_refresh=");

    Clients.Response ended = house.request(HttpMethod.POST, "/api/v1/auth/logout", cookie, null);
    assertThat(ended.status()).isEqualTo(204);
    assertThat(ended.cookies().get(0)).startsWith("campfire_refresh=;").contains("Max-Age=0");
    assertThat(house.identity.ended).contains("refresh-1");
  }

  @Test
  void withoutItsCookieNobodyIsSignedIn() {
    Clients.Response refused = house.post("/api/v1/auth/refresh", null, "{}");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("unauthenticated");

    Clients.Response stale =
        house.request(
            HttpMethod.POST,
            "/api/v1/auth/refresh",
            Map.of("cookie", "campfire_refresh=stale"),
            null);
    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.cookies().get(0)).contains("Max-Age=0");
    assertThat(house.post("/api/v1/auth/logout", null, "{}").status()).isEqualTo(204);
  }

  @Test
  void aVisitorGetsASession() {
    String org = house.identity.org().toString();

    Clients.Response visit =
        house.post("/api/v1/widget/sessions", null, "{\"widgetKey\":\"" + org + "\"}");

    assertThat(visit.status()).isEqualTo(200);
    assertThat(visit.json().fieldNames())
        .containsExactlyInAnyOrder(
            "accessToken", "expiresAt", "contactToken", "contact", "organization");
    assertThat(visit.cookies()).isEmpty();
    IntStream.range(0, 20)
        .forEach(
            i -> house.post("/api/v1/widget/sessions", null, "{\"widgetKey\":\"" + org + "\"}"));
    Clients.Response refused =
        house.post("/api/v1/widget/sessions", null, "{\"widgetKey\":\"" + org + "\"}");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("rate_limited");
    assertThat(refused.header("retry-after")).isEqualTo("12");
    house.clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void aConversationIsOpenedOnceAndReadBack() {
    Session contact = house.identity.contact(house.identity.org());
    String id = UUID.randomUUID().toString();
    String body = new JsonObject().put("id", id).encode();

    Clients.Response opened = house.post(CONVERSATIONS, contact.token(), body);
    Clients.Response again = house.post(CONVERSATIONS, contact.token(), body);
    Clients.Response byHeader =
        house.request(
            HttpMethod.POST, CONVERSATIONS, headers(contact, "idempotency-key", id), "{}");
    Clients.Response fresh = house.post(CONVERSATIONS, contact.token(), "{}");

    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.json().getString("id")).isEqualTo(id);
    assertThat(opened.json().fieldNames()).contains("lastSeq", "changeSeq");
    assertThat(again.status()).isEqualTo(200);
    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(byHeader.json().getString("id")).isEqualTo(id);
    assertThat(fresh.status()).isEqualTo(201);
    assertThat(fresh.json().getString("id")).isNotEqualTo(id);
    Clients.Response read = house.get(CONVERSATIONS + "/" + id, contact.token());
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().getString("id")).isEqualTo(id);
  }

  private static Map<String, String> headers(Session session, String... more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("authorization", "Bearer " + session.token());
    headers.put("content-type", "application/json");
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  @Test
  void aPatchIsAnUpdateOfWhatItNames() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));

    Clients.Response updated =
        house.request(
            HttpMethod.PATCH,
            CONVERSATIONS + "/" + stored.id(),
            headers(agent),
            "{\"status\":\"resolved\",\"assigneeId\":null}");

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().getString("id")).isEqualTo(stored.id().toString());
    assertThat(house.messaging.arrived)
        .contains(
            "update "
                + new UpdateConversation(
                    stored.id(),
                    ConversationStatus.RESOLVED,
                    null,
                    null,
                    null,
                    new Change<>(null),
                    null));
  }

  @Test
  void aMessageIsSentOnceByItsId() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);
    String id = UUID.randomUUID().toString();
    String body = new JsonObject().put("clientMessageId", id).put("content", "hello").encode();

    Clients.Response sent = house.post(messages(stored), contact.token(), body);
    Clients.Response again = house.post(messages(stored), contact.token(), body);
    Clients.Response byHeader =
        house.request(
            HttpMethod.POST,
            messages(stored),
            headers(contact, "idempotency-key", id),
            content("hello"));
    Clients.Response other =
        house.request(
            HttpMethod.POST,
            messages(stored),
            headers(contact, "idempotency-key", id),
            content("other"));

    assertThat(sent.status()).isEqualTo(201);
    assertThat(sent.json().getBoolean("duplicate")).isFalse();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().getBoolean("duplicate")).isTrue();
    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.code()).isEqualTo("conflict");
    Clients.Response page = house.get(messages(stored) + "?limit=10", contact.token());
    assertThat(page.json().getJsonArray("messages")).hasSize(1);
  }

  @Test
  void aMessageWithoutAnIdIsAskedAsOneAndGetsAnIdAllTheSame() {
    Session contact = house.identity.contact(house.identity.org());
    Stored stored = house.messaging.conversation(contact);

    Clients.Response sent = house.post(messages(stored), contact.token(), content("no id"));
    house.post(
        messages(stored),
        contact.token(),
        new JsonObject()
            .put("clientMessageId", UUID.randomUUID().toString())
            .put("content", "an id")
            .encode());

    assertThat(sent.status()).isEqualTo(201);
    String id = sent.json().getJsonObject("message").getString("clientMessageId");
    assertThat(house.messaging.arrived)
        .contains("without id " + new SendMessage(stored.id(), ClientMessageId.parse(id), "no id"))
        .noneMatch(arrived -> arrived.startsWith("without id") && arrived.contains("an id"));
  }

  @Test
  void aQueryBecomesTheRequest() {
    Session agent = house.identity.agent(house.identity.org());

    Clients.Response page =
        house.get(
            CONVERSATIONS + "?status=open&assigneeId=none&tag=v%C3%ADp&q=a%20b%2Bc&limit=7",
            agent.token());

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json())
        .isEqualTo(new JsonObject().put("items", new JsonArray()).putNull("next"));
    assertThat(house.messaging.arrived)
        .last()
        .asString()
        .contains("status=OPEN", "assigneeId=none", "tag=víp", "q=a b+c", "limit=7");
  }

  @Test
  void headIsGetWithoutTheBody() {
    Session agent = house.identity.agent(house.identity.org());

    Clients.Response head = house.request(HttpMethod.HEAD, CONVERSATIONS, headers(agent), null);

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body().length()).isZero();
  }

  /** A call and the problem that answers it. */
  private record Refused(
      String what,
      HttpMethod method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      String code,
      String field) {}

  private static Refused get(String path, Session session, int status, String code, String field) {
    return new Refused(
        "GET " + path, HttpMethod.GET, path, headers(session), null, status, code, field);
  }

  private static Refused patch(String path, Session session, String body, String field) {
    return new Refused(
        body, HttpMethod.PATCH, path, headers(session), body, 400, "invalid_request", field);
  }

  private static Refused post(
      String what,
      String path,
      Session session,
      String body,
      int status,
      String code,
      String field) {
    return new Refused(what, HttpMethod.POST, path, headers(session), body, status, code, field);
  }

  private static Refused bare(
      String what, HttpMethod method, String path, int status, String code) {
    return new Refused(what, method, path, Map.of(), null, status, code, null);
  }

  @TestFactory
  Stream<DynamicTest> whatCannotBeServedIsAProblem() {
    Session agent = house.identity.agent(house.identity.org());
    Stored stored = house.messaging.conversation(house.identity.contact(agent.org()));
    String unknown = UUID.randomUUID().toString();
    String deep = "[".repeat(16) + "]".repeat(16);
    String key = UUID.randomUUID().toString().toUpperCase(java.util.Locale.ROOT);
    return Stream.of(
            bare("no token", HttpMethod.GET, CONVERSATIONS, 401, "unauthenticated"),
            withHeader("a token of nobody", "Bearer x", 401, "unauthenticated"),
            withHeader("another scheme", "Basic eDp5", 401, "unauthenticated"),
            withHeader("no token in it", "Bearer ", 401, "unauthenticated"),
            withHeader("a token that is none", "Bearer a b", 401, "unauthenticated"),
            bare("no such path", HttpMethod.GET, "/api/v1/nothing", 404, "not_found"),
            bare("no path", HttpMethod.GET, "/api", 404, "not_found"),
            bare("nothing behind", HttpMethod.GET, "/api/v1", 404, "not_found"),
            bare("another version", HttpMethod.GET, "/api/v2/conversations", 404, "not_found"),
            bare("writing a description", HttpMethod.POST, "/api/openapi.yaml", 404, "not_found"),
            bare("another method", HttpMethod.DELETE, CONVERSATIONS, 404, "not_found"),
            bare("a get of a post", HttpMethod.GET, LOGIN, 404, "not_found"),
            bare("a put", HttpMethod.PUT, CONVERSATIONS + "/" + unknown, 404, "not_found"),
            bare(
                "a patch", HttpMethod.PATCH, CONVERSATIONS + "/" + unknown, 401, "unauthenticated"),
            new Refused(
                "a patch by a contact",
                HttpMethod.PATCH,
                CONVERSATIONS + "/" + stored.id(),
                headers(house.identity.contact(agent.org())),
                "{}",
                403,
                "forbidden",
                null),
            patch(CONVERSATIONS + "/" + stored.id(), agent, "{\"status\":\"lost\"}", "status"),
            patch(CONVERSATIONS + "/" + stored.id(), agent, "{\"status\":null}", "status"),
            patch(CONVERSATIONS + "/" + stored.id(), agent, "{\"assigneeId\":\"x\"}", "assigneeId"),
            patch(CONVERSATIONS + "/" + stored.id(), agent, "{\"tags\":[\"a\",\" \"]}", "tags[1]"),
            patch(
                CONVERSATIONS + "/" + stored.id(),
                agent,
                "{\"snoozedUntil\":\"+99999-01-01T00:00:00Z\"}",
                "snoozedUntil"),
            patch(CONVERSATIONS + "/" + stored.id(), agent, "{\"id\":\"x\"}", "id"),
            new Refused(
                "a patch of what is not there",
                HttpMethod.PATCH,
                CONVERSATIONS + "/" + unknown,
                headers(agent),
                "{}",
                404,
                "not_found",
                null),
            bare("options", HttpMethod.OPTIONS, CONVERSATIONS, 404, "not_found"),
            bare("a slash behind", HttpMethod.GET, CONVERSATIONS + "/", 404, "not_found"),
            bare("an escape", HttpMethod.GET, "/api/v1/%63onversations", 404, "not_found"),
            bare("an escaped slash", HttpMethod.GET, "/api/v1%2Fconversations", 404, "not_found"),
            bare("dots", HttpMethod.GET, "/api/v1/x/../conversations", 404, "not_found"),
            get(CONVERSATIONS + "/" + unknown, agent, 404, "not_found", null),
            get(CONVERSATIONS + "/x", agent, 400, "invalid_request", "conversationId"),
            get(
                CONVERSATIONS + "/" + stored.id().toString().toUpperCase(java.util.Locale.ROOT),
                agent,
                400,
                "invalid_request",
                "conversationId"),
            get(CONVERSATIONS + "?nothing=1", agent, 400, "invalid_request", "nothing"),
            get(CONVERSATIONS + "?limit=x", agent, 400, "invalid_request", "limit"),
            get(CONVERSATIONS + "?limit=1.5", agent, 400, "invalid_request", "limit"),
            get(CONVERSATIONS + "?limit=0", agent, 400, "invalid_request", "limit"),
            get(CONVERSATIONS + "?limit=201", agent, 400, "invalid_request", "limit"),
            get(CONVERSATIONS + "?limit=5&limit=6", agent, 400, "invalid_request", "limit"),
            get(CONVERSATIONS + "?status=lost", agent, 400, "invalid_request", "status"),
            get(CONVERSATIONS + "?q=%00", agent, 400, "invalid_request", "q"),
            get(CONVERSATIONS + "?q=%FF", agent, 400, "invalid_request", "q"),
            get(CONVERSATIONS + "?q=%ED%A0%80", agent, 400, "invalid_request", "q"),
            get(CONVERSATIONS + "?q=%zz", agent, 400, "invalid_request", ""),
            get(CONVERSATIONS + "?q=" + "x".repeat(201), agent, 400, "invalid_request", "q"),
            get(
                CONVERSATIONS + "/" + unknown + "?conversationId=" + stored.id(),
                agent,
                400,
                "invalid_request",
                "conversationId"),
            get(messages(stored) + "?afterSeq=-1", agent, 400, "invalid_request", "afterSeq"),
            post("no JSON", CONVERSATIONS, agent, "x", 400, "invalid_request", ""),
            post("a list", CONVERSATIONS, agent, "[]", 400, "invalid_request", ""),
            post("more than one", CONVERSATIONS, agent, "{} {}", 400, "invalid_request", ""),
            post(
                "a key twice",
                CONVERSATIONS,
                agent,
                "{\"id\":1,\"id\":1}",
                400,
                "invalid_request",
                ""),
            post(
                "too deep",
                CONVERSATIONS,
                agent,
                "{\"x\":" + deep + "}",
                400,
                "invalid_request",
                ""),
            post(
                "U+0000",
                CONVERSATIONS,
                agent,
                "{\"subject\":\"\\u0000\"}",
                400,
                "invalid_request",
                ""),
            post(
                "half a character",
                CONVERSATIONS,
                agent,
                "{\"subject\":\"\\ud83d\"}",
                400,
                "invalid_request",
                ""),
            post(
                "an unknown field",
                CONVERSATIONS,
                agent,
                "{\"org\":\"x\"}",
                400,
                "invalid_request",
                "org"),
            post(
                "null",
                CONVERSATIONS,
                agent,
                "{\"subject\":null}",
                400,
                "invalid_request",
                "subject"),
            post(
                "an id that is none",
                CONVERSATIONS,
                agent,
                "{\"id\":\"x\"}",
                400,
                "invalid_request",
                "id"),
            post("no content", messages(stored), agent, "{}", 400, "invalid_request", "content"),
            post(
                "blank content",
                messages(stored),
                agent,
                content(" \n"),
                400,
                "invalid_request",
                "content"),
            post(
                "a number",
                messages(stored),
                agent,
                "{\"content\":1e400}",
                400,
                "invalid_request",
                "content"),
            post(
                "too much content",
                messages(stored),
                agent,
                content("x".repeat(8_001)),
                413,
                "too_large",
                null),
            post(
                "a body of over 64 KiB",
                messages(stored),
                agent,
                content("x".repeat(65_536)),
                413,
                "too_large",
                null),
            post(
                "the path's field",
                messages(stored),
                agent,
                "{\"conversationId\":\"" + unknown + "\",\"content\":\"x\"}",
                400,
                "invalid_request",
                "conversationId"),
            post(
                "a conversation that is not there",
                CONVERSATIONS + "/" + unknown + "/messages",
                agent,
                content("x"),
                404,
                "not_found",
                null),
            new Refused(
                "a key in capitals",
                HttpMethod.POST,
                messages(stored),
                headers(agent, "idempotency-key", key),
                content("x"),
                400,
                "invalid_request",
                "Idempotency-Key"),
            new Refused(
                "no content type",
                HttpMethod.POST,
                LOGIN,
                Map.of(),
                "{}",
                400,
                "invalid_request",
                ""),
            new Refused(
                "a form",
                HttpMethod.POST,
                LOGIN,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "email=x",
                400,
                "invalid_request",
                ""),
            new Refused(
                "another charset",
                HttpMethod.POST,
                LOGIN,
                Map.of("content-type", "application/json; charset=utf-16"),
                "{}",
                400,
                "invalid_request",
                ""),
            new Refused(
                "nothing to sign in with",
                HttpMethod.POST,
                LOGIN,
                Map.of("content-type", "application/json"),
                "{}",
                400,
                "invalid_request",
                "email"),
            new Refused(
                "no body", HttpMethod.POST, LOGIN, Map.of(), null, 400, "invalid_request", "email"),
            new Refused(
                "a wrong password",
                HttpMethod.POST,
                LOGIN,
                Map.of("content-type", "application/json"),
                "{\"email\":\"a@b.c\",\"password\":\"x\"}",
                401,
                "unauthenticated",
                null),
            new Refused(
                "more than is asked",
                HttpMethod.POST,
                "/api/v1/auth/refresh",
                Map.of("content-type", "application/json"),
                "{\"x\":1}",
                400,
                "invalid_request",
                "x"))
        .map(refused -> DynamicTest.dynamicTest(refused.what, () -> assertRefused(refused)));
  }

  private static Refused withHeader(String what, String authorization, int status, String code) {
    return new Refused(
        what,
        HttpMethod.GET,
        CONVERSATIONS,
        Map.of("authorization", authorization),
        null,
        status,
        code,
        null);
  }

  private static void assertRefused(Refused refused) {
    Clients.Response response =
        house.request(refused.method, refused.path, refused.headers, refused.body);

    JsonObject problem = response.json();
    assertThat(response.status()).as(problem.encode()).isEqualTo(refused.status);
    assertThat(response.header("content-type")).isEqualTo("application/problem+json");
    assertThat(problem.getString("code")).isEqualTo(refused.code);
    assertThat(problem.getInteger("status")).isEqualTo(refused.status);
    assertThat(problem.getString("type")).isEqualTo("urn:campfire:problem:" + refused.code);
    assertThat(problem.getString("instance")).matches("[0-9a-f]{32}");
    assertThat(problem.fieldNames()).contains("title", "detail", "retryable");
    if (refused.field != null) {
      assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo(refused.field);
    }
    assertThat(response.headers().containsKey("www-authenticate")).isEqualTo(refused.status == 401);
  }

  @Test
  void aTokenThatHasRunOutIsToldApart() {
    Session agent = house.identity.agent(house.identity.org());
    assertThat(house.get(CONVERSATIONS, agent.token()).status()).isEqualTo(200);

    house.clock.advance(Duration.ofMinutes(15));

    Clients.Response refused = house.get(CONVERSATIONS, agent.token());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("token_expired");
  }

  @Test
  void aTokenIsAskedForOnceWhileItIsFresh() {
    Session contact = house.identity.contact(house.identity.org());
    Session agent = house.identity.agent(house.identity.org());
    house.get(CONVERSATIONS, contact.token());
    house.get(CONVERSATIONS, agent.token());
    int before = house.identity.questions.get();

    IntStream.range(0, 10).forEach(i -> house.get(CONVERSATIONS, contact.token()));
    IntStream.range(0, 10).forEach(i -> house.get(CONVERSATIONS, agent.token()));
    assertThat(house.identity.questions).hasValue(before);

    house.identity.end(agent);
    house.clock.advance(Duration.ofSeconds(4));
    assertThat(house.get(CONVERSATIONS, agent.token()).code()).isEqualTo("unauthenticated");
    assertThat(house.get(CONVERSATIONS, contact.token()).status()).isEqualTo(200);
  }

  @Test
  void overTheBudgetTheAnswerSaysWhenToComeBack() {
    Session agent = house.identity.agent(house.identity.org());
    IntStream.range(0, 200).forEach(i -> house.get(CONVERSATIONS, agent.token()));

    Clients.Response refused = house.get(CONVERSATIONS, agent.token());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().getBoolean("retryable")).isTrue();
    assertThat(refused.json().getLong("retryAfterMs")).isEqualTo(20);
    assertThat(refused.header("retry-after")).isEqualTo("1");
  }

  @Test
  void whatIsNotReachableIsUnavailable() {
    Session fresh = house.identity.agent(house.identity.org());
    house.identity.isDown = true;

    Clients.Response refused = house.get(CONVERSATIONS, fresh.token());

    house.identity.isDown = false;
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("unavailable");
    assertThat(refused.header("retry-after")).isEqualTo("1");
    assertThat(house.get(CONVERSATIONS, fresh.token()).status()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeEndsTheConnectionBeforeItsEnd() {
    String received =
        house.exchange(
            "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                + "content-length: 100000000\r\n\r\n",
            "{\"email\":\"" + "x".repeat(70_000));

    assertThat(received).startsWith("HTTP/1.1 413 ").contains("\"code\":\"too_large\"");
  }

  @Test
  void aBodyThatDoesNotComeEndsTheConnection() {
    String received =
        house.exchange(
            "POST /api/v1/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                + "content-length: 20\r\n\r\n{");

    assertThat(received).startsWith("HTTP/1.1 400 ").contains("must arrive");
  }

  @Test
  void whatIsNoHttpIsRefused() {
    assertThat(house.exchange("NONSENSE\r\n\r\n")).startsWith("HTTP/1.0 400 ");
    assertThat(house.exchange("GET / HTTP/1.1\r\nhost: x\r\nx: " + "y".repeat(9_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(house.get("/", null).status()).isEqualTo(200);
  }

  @Test
  void http2IsNotSpoken() {
    assertThat(house.versionAfterUpgrade()).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @Test
  void problemsAreCounted() {
    double before = house.meters.counter("campfire.bridge.problems", "code", "not_found").count();

    house.get("/api/v1/nothing", null);

    await()
        .until(
            () ->
                house.meters.counter("campfire.bridge.problems", "code", "not_found").count()
                    == before + 1);
  }
}
