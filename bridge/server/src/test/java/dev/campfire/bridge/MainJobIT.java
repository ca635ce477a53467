package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.contract.Caller;
import dev.campfire.identity.IdentityModule;
import dev.campfire.messaging.MessagingModule;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bridge before the real identity and messaging, on PostgreSQL. */
class MainJobIT {
  private static final Clients clients = new Clients(Clients.freePort());

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1)
          .module(new IdentityModule())
          .module(new MessagingModule())
          .module(new BridgeModule())
          .configure("bridge.port", clients.port())
          .build();

  private TestOrg org;
  private String email;

  @BeforeAll
  static void open() {
    clients.open();
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  @BeforeEach
  void anAgentWithAPassword() {
    org = campfire.org();
    Caller ada = org.agent("Ada Lovelace");
    email = UUID.randomUUID() + "@demo.test";
    campfire.sql(
        "update profiles set email = ?, password_hash = ? where user_id = ?",
        email,
        hashOfCampfire(),
        ada.id().value());
  }

  /** The demo's agents have the password {@code campfire}. */
  private static String hashOfCampfire() {
    try (InputStream in = MainJobIT.class.getResourceAsStream("/demo/demo.sql")) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher hash = Pattern.compile("\\$argon2id\\$[^']+").matcher(sql);
      assertThat(hash.find()).isTrue();
      return hash.group();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Clients.Response logIn() {
    return clients.post(
        "/api/v1/auth/login",
        null,
        new JsonObject().put("email", email).put("password", "campfire").encode());
  }

  private JsonObject visit() {
    return clients
        .post(
            "/api/v1/widget/sessions",
            null,
            new JsonObject().put("widgetKey", org.widgetKey()).encode())
        .json();
  }

  private static JsonObject message(String conversation, String content) {
    return new JsonObject()
        .put("conversationId", conversation)
        .put("clientMessageId", UUID.randomUUID().toString())
        .put("content", content);
  }

  @Test
  void aVisitorAndAnAgentTalk() {
    Client agent = clients.socket(logIn().json().getString("accessToken"));
    agent.register("org:" + org.id() + ":inbox");
    JsonObject session = visit();
    Client visitor = clients.socket(session.getString("accessToken"));

    JsonObject opened =
        visitor
            .request(
                "messaging.open",
                new JsonObject()
                    .put(
                        "message",
                        new JsonObject()
                            .put("clientMessageId", UUID.randomUUID().toString())
                            .put("content", "is anybody there?")))
            .getJsonObject("body");
    String id = opened.getString("id");
    agent.awaitFrame(frame -> "conversation.opened".equals(body(frame).getString("type")));
    String feed = "org:" + org.id() + ":conv:" + id;
    assertThat(body(visitor.register(feed)).getInteger("lastSeq")).isEqualTo(1);
    assertThat(body(agent.register(feed)).getInteger("lastSeq")).isEqualTo(1);
    JsonObject answered = agent.request("messaging.send", message(id, "yes, here"));
    visitor.request("messaging.send", message(id, "good"));

    assertThat(body(answered).getBoolean("duplicate")).isFalse();
    for (Client client : List.of(agent, visitor)) {
      await().until(() -> contents(client, feed).equals(List.of("yes, here", "good")));
    }
    Clients.Response page =
        clients.get("/api/v1/conversations/" + id + "/messages", session.getString("accessToken"));
    assertThat(page.json().getJsonArray("messages")).hasSize(3);
    agent.close();
    visitor.close();
  }

  private static JsonObject body(JsonObject frame) {
    return frame.getValue("body") instanceof JsonObject body ? body : new JsonObject();
  }

  private static List<String> contents(Client client, String feed) {
    return client.frames(feed).stream()
        .map(MainJobIT::body)
        .filter(event -> "message.sent".equals(event.getString("type")))
        .map(event -> event.getJsonObject("message").getString("content"))
        .toList();
  }

  private JsonObject visit(String contactToken, String identity) {
    JsonObject body = new JsonObject().put("widgetKey", org.widgetKey());
    if (contactToken != null) {
      body.put("contactToken", contactToken);
    }
    if (identity != null) {
      body.put("identity", identity);
    }
    return clients.post("/api/v1/widget/sessions", null, body.encode()).json();
  }

  /** As an organisation's own server signs it (RFC 7515, HS256). */
  private static String identity(String secret, String subject) throws Exception {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    JsonObject claims =
        new JsonObject()
            .put("sub", subject)
            .put("name", "Mia Becker")
            .put("email", "mia@example.com")
            .put("exp", campfire.clock().instant().getEpochSecond() + 600);
    String signed =
        base64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
            + "."
            + base64.encodeToString(claims.encode().getBytes(UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void whoIsIdentifiedKeepsTheConversationOfTheAnonymousVisitor() throws Exception {
    campfire.sql(
        "update organizations set identity_secret = 'secret' where org_id = ?", org.id().value());
    JsonObject anonymous = visit(null, null);
    Client before = clients.socket(anonymous.getString("accessToken"));
    String id =
        body(before.request(
                "messaging.open",
                new JsonObject()
                    .put(
                        "message",
                        new JsonObject()
                            .put("clientMessageId", UUID.randomUUID().toString())
                            .put("content", "it is me"))))
            .getString("id");
    Client agent = clients.socket(logIn().json().getString("accessToken"));
    String feed = "org:" + org.id() + ":conv:" + id;
    agent.register(feed);

    JsonObject identified =
        visit(anonymous.getString("contactToken"), identity("secret", "customer-7"));

    assertThat(before.closeCode()).isEqualTo(4401);
    assertThat(visit(anonymous.getString("contactToken"), null).getString("code"))
        .isEqualTo("unauthenticated");
    Client after = clients.socket(identified.getString("accessToken"));
    JsonObject message = message(id, "and still me");
    after.request("messaging.send", message);
    JsonObject history =
        body(after.request("messaging.history", new JsonObject().put("conversationId", id)));
    assertThat(history.getJsonArray("messages"))
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(((JsonObject) each).getJsonObject("sender").getString("id"))
                    .isEqualTo(identified.getJsonObject("contact").getString("id")));
    JsonObject seen =
        body(agent.request("messaging.get", new JsonObject().put("conversationId", id)));
    assertThat(seen.getJsonObject("contact"))
        .isEqualTo(
            new JsonObject()
                .put("id", identified.getJsonObject("contact").getString("id"))
                .put("name", "Mia Becker")
                .put("email", "mia@example.com")
                .put("verified", true)
                .put("isOnline", false));
    agent.awaitFrame(frame -> "conversation.changed".equals(body(frame).getString("type")));
    after.close();
    agent.close();
  }

  @Test
  void whatAnIdentifiedVisitorSaysOfThemselvesDoesNotCount() throws Exception {
    campfire.sql(
        "update organizations set identity_secret = 'secret' where org_id = ?", org.id().value());
    JsonObject session = visit(null, identity("secret", "customer-8"));
    Client visitor = clients.socket(session.getString("accessToken"));

    String id =
        body(visitor.request(
                "messaging.open",
                new JsonObject().put("contact", new JsonObject().put("name", "The Queen"))))
            .getString("id");

    Client agent = clients.socket(logIn().json().getString("accessToken"));
    JsonObject contact =
        body(agent.request("messaging.get", new JsonObject().put("conversationId", id)))
            .getJsonObject("contact");
    assertThat(contact.getString("name")).isEqualTo("Mia Becker");
    assertThat(contact.getBoolean("verified")).isTrue();
    visitor.close();
    agent.close();
  }

  @Test
  void aHundredMessagesAtOnceArriveInTheirOrder() {
    Client visitor = clients.socket(visit().getString("accessToken"));
    String id = body(visitor.request("messaging.open", new JsonObject())).getString("id");
    visitor.close();
    Client agent = clients.socket(logIn().json().getString("accessToken"));
    String feed = "org:" + org.id() + ":conv:" + id;
    agent.register(feed);

    List<String> replies = new ArrayList<>();
    List<String> sent = IntStream.range(0, 100).mapToObj(i -> "message " + i).toList();
    sent.forEach(content -> replies.add(agent.ask("messaging.send", message(id, content))));

    for (int i = 0; i < 100; i++) {
      JsonObject accepted = body(agent.answer(replies.get(i))).getJsonObject("message");
      assertThat(accepted.getInteger("seq")).isEqualTo(i + 1);
    }
    await().until(() -> contents(agent, feed).equals(sent));
    agent.close();
  }

  @Test
  void signingOutClosesTheSocketsOfTheSessionAndEndsItsTokens() {
    Clients.Response signedIn = logIn();
    String token = signedIn.json().getString("accessToken");
    String cookie = signedIn.cookies().get(0).split(";")[0];
    Client socket = clients.socket(token);
    Client other = clients.socket(logIn().json().getString("accessToken"));

    Clients.Response out =
        clients.request(HttpMethod.POST, "/api/v1/auth/logout", Map.of("cookie", cookie), null);

    assertThat(out.status()).isEqualTo(204);
    assertThat(socket.closeCode()).isEqualTo(4401);
    other.roundTrip();
    assertThat(other.isClosed()).isFalse();
    await().until(() -> clients.get("/api/v1/conversations", token).status() == 401);
    assertThat(
            clients
                .request(HttpMethod.POST, "/api/v1/auth/refresh", Map.of("cookie", cookie), null)
                .status())
        .isEqualTo(401);
    other.close();
  }

  @Test
  void theCookieGoesRound() {
    String first = logIn().cookies().get(0).split(";")[0];

    Clients.Response renewed =
        clients.request(HttpMethod.POST, "/api/v1/auth/refresh", Map.of("cookie", first), null);

    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renewed.cookies().get(0)).doesNotStartWith(first);
    assertThat(
            clients.get("/api/v1/conversations", renewed.json().getString("accessToken")).status())
        .isEqualTo(200);
  }

  @Test
  void anotherOrganisationsAgentFindsNothing() {
    JsonObject session = visit();
    Client visitor = clients.socket(session.getString("accessToken"));
    String id = body(visitor.request("messaging.open", new JsonObject())).getString("id");
    String home = org.id().toString();
    anAgentWithAPassword();
    String eve = logIn().json().getString("accessToken");
    Client socket = clients.socket(eve);

    List<JsonObject> refused =
        Arrays.asList(
            socket.request("messaging.get", new JsonObject().put("conversationId", id)),
            socket.request("messaging.send", message(id, "x")),
            socket.register("org:" + home + ":conv:" + id),
            socket.register("org:" + org.id() + ":conv:" + id));

    assertThat(refused).allSatisfy(frame -> assertThat(code(frame)).isEqualTo("not_found"));
    assertThat(clients.get("/api/v1/conversations/" + id, eve).status()).isEqualTo(404);
    visitor.close();
    socket.close();
  }

  @Test
  void anOrganisationsOwnSiteMayUseTheServerAndAnotherOnesMayNot() {
    campfire.sql(
        "update organizations set allowed_origins = array[?] where org_id = ?",
        "https://shop.example.com",
        org.id().value());
    JsonObject mine = visit();
    anAgentWithAPassword();
    JsonObject others = visit();
    Map<String, String> shop = Map.of("origin", "https://shop.example.com");

    Client socket = clients.socket("/eventbus/websocket", shop);
    JsonObject refused =
        socket.request(
            "session.auth", new JsonObject().put("token", others.getString("accessToken")));

    assertThat(code(refused)).isEqualTo("forbidden");
    socket.signIn(mine.getString("accessToken"));
    socket.close();
  }

  @Test
  void anEventThatWasLostIsToldByTheDatabase() {
    JsonObject session = visit();
    Client visitor = clients.socket(session.getString("accessToken"));
    String id = body(visitor.request("messaging.open", new JsonObject())).getString("id");
    String feed = "org:" + org.id() + ":conv:" + id;
    JsonObject joined = body(visitor.register(feed));
    int changeSeq = joined.getInteger("changeSeq");

    // What a node that died between commit and announcement leaves behind.
    campfire.sql(
        "update conversations set change_seq = change_seq + 1, updated_at = ? where id = ?",
        java.sql.Timestamp.from(campfire.clock().instant()),
        UUID.fromString(id));
    campfire.clock().advance(Duration.ofMillis(1));

    visitor.awaitFrame(
        frame ->
            "feed.head".equals(body(frame).getString("type"))
                && body(frame).getInteger("changeSeq") == changeSeq + 1);
    visitor.close();
  }
}
