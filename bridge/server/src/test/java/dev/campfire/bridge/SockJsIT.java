package dev.campfire.bridge;

import static dev.campfire.bridge.house.Client.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.campfire.bridge.house.Client;
import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.House;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SockJS: its WebSocket and {@code /info}, and nothing else unless it is turned on. */
class SockJsIT {
  @RegisterExtension static final House house = new House();

  @RegisterExtension
  static final House withFallbacks = new House().configure("bridge.httpFallbacks", true);

  @Test
  void infoOffersWebSocketAlone() {
    Clients.Response info = house.get("/eventbus/info", null);

    assertThat(info.status()).isEqualTo(200);
    assertThat(info.json().getBoolean("websocket")).isTrue();
    assertThat(info.json().getBoolean("cookie_needed")).isFalse();
  }

  @TestFactory
  Stream<DynamicTest> nothingElseIsThere() {
    return Stream.of(
            "GET /eventbus",
            "GET /eventbus/",
            "GET /eventbus/iframe.html",
            "GET /eventbus/iframe-1.0.html",
            "POST /eventbus/chunking_test",
            "OPTIONS /eventbus/chunking_test",
            "POST /eventbus/info",
            "OPTIONS /eventbus/info",
            "POST /eventbus/000/abc/xhr",
            "POST /eventbus/000/abc/xhr_streaming",
            "POST /eventbus/000/abc/xhr_send",
            "GET /eventbus/000/abc/eventsource",
            "GET /eventbus/000/abc/htmlfile?c=x",
            "GET /eventbus/000/abc/jsonp?c=x",
            "POST /eventbus/000/abc/jsonp_send",
            "POST /eventbus/websocket",
            "GET /eventbus/a/b/c/websocket",
            "GET /eventbus/../eventbus/info",
            "GET /eventbus/%69nfo",
            "GET /eventbus//info",
            "GET /eventbus/info/",
            "GET /eventbusinfo")
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call,
                    () -> {
                      String[] parts = call.split(" ");
                      Clients.Response response =
                          house.request(HttpMethod.valueOf(parts[0]), parts[1], Map.of(), null);
                      assertThat(response.status()).isEqualTo(404);
                      assertThat(response.headers())
                          .doesNotContainKey("access-control-allow-origin");
                    }));
  }

  @Test
  void whatIsNoUpgradeIsToldSo() {
    Clients.Response response = house.get("/eventbus/websocket", null);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.code()).isEqualTo("invalid_request");
  }

  @Test
  void aSockJsSessionOverWebSocketSpeaksTheSameProtocol() {
    Session agent = house.identity.agent(house.identity.org());
    Client socket = house.socket("/eventbus/123/abcdefgh/websocket", Map.of());
    JsonObject signIn =
        new JsonObject()
            .put("type", "send")
            .put("address", "session.auth")
            .put("replyAddress", "r1")
            .put("body", new JsonObject().put("token", agent.token()));
    JsonObject list =
        new JsonObject()
            .put("type", "send")
            .put("address", "messaging.list")
            .put("replyAddress", "r2")
            .put("body", new JsonObject());

    socket.raw(new JsonArray().add(signIn.encode()).add(list.encode()).encode());
    socket.raw(new JsonArray().add("{\"type\":\"ping\"}").encode());
    socket.raw(new JsonArray().add("no frame").encode());

    await().until(() -> sockJs(socket).contains("invalid_json") && sockJs(socket).contains("r2"));
    assertThat(sockJs(socket)).startsWith("o").contains("\\\"pong\\\"", "\\\"r1\\\"", "\\\"r2\\\"");
    assertThat(sockJs(socket).indexOf("r1")).isLessThan(sockJs(socket).indexOf("r2"));
    socket.close();
  }

  private static String sockJs(Client socket) {
    StringBuilder all = new StringBuilder();
    socket.frames().forEach(frame -> all.append(frame.getString("frame")).append('\n'));
    return all.toString();
  }

  @Test
  void aSockJsSessionThatFloodsOrFallsSilentIsClosedToo() {
    Client flooding = house.socket("/eventbus/123/flooding/websocket", Map.of());
    Client idle = house.socket("/eventbus/123/idleidle/websocket", Map.of());

    IntStream.range(0, 301).forEach(i -> flooding.raw("[\"no frame\"]"));
    await().until(flooding::isClosed);
    assertThat(sockJs(flooding)).contains("c[3000");

    house.clock.advance(Duration.ofSeconds(10));
    await().until(idle::isClosed);
    await().until(() -> house.meters.get("campfire.bridge.sockets").gauge().value() == 0);
  }

  @Test
  void fallbacksCanBeTurnedOn() {
    Clients.Response opened =
        withFallbacks.request(HttpMethod.POST, "/eventbus/000/abc/xhr", Map.of(), "");
    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.body().toString()).isEqualTo("o\n");

    Clients.Response sent =
        withFallbacks.request(
            HttpMethod.POST,
            "/eventbus/000/abc/xhr_send",
            Map.of("content-type", "text/plain"),
            "[\"{\\\"type\\\":\\\"ping\\\"}\"]");
    assertThat(sent.status()).isEqualTo(204);
    Clients.Response polled =
        withFallbacks.request(HttpMethod.POST, "/eventbus/000/abc/xhr", Map.of(), "");
    assertThat(polled.body().toString()).contains("pong");

    Clients.Response foreign =
        withFallbacks.request(
            HttpMethod.POST,
            "/eventbus/000/def/xhr",
            Map.of("origin", "https://evil.example.com"),
            "");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(withFallbacks.get("/eventbus/iframe.html", null).status()).isEqualTo(404);
  }

  @Test
  void anUpgradeFromAStrangersPageIsForbidden() {
    for (String origin :
        new String[] {
          "https://evil.example.com", "null", "http://127.0.0.1", house.origin() + "/"
        }) {
      assertThatThrownBy(() -> house.socket("/eventbus/websocket", Map.of("origin", origin)))
          .as(origin)
          .isInstanceOfSatisfying(
              UpgradeRejectedException.class,
              refused -> assertThat(refused.getStatus()).isEqualTo(403));
      assertThat(
              house
                  .request(HttpMethod.GET, "/eventbus/info", Map.of("origin", origin), null)
                  .status())
          .isEqualTo(403);
    }
  }

  @Test
  void anUpgradeFromOurOwnPageIsServed() {
    Client socket = house.socket("/eventbus/websocket", Map.of("origin", house.origin()));
    socket.roundTrip();
    socket.close();
    Client local =
        house.socket("/eventbus/websocket", Map.of("origin", "http://localhost:" + house.port()));
    local.roundTrip();
    local.close();
  }

  @Test
  void anOrganisationsPageServesItsOwnCallersAndNobodyElse() {
    String shop = "https://shop.example.com";
    Session theirs = house.identity.contact(house.identity.org(shop));
    Session other = house.identity.contact(house.identity.org("https://other.example.com"));
    Client socket = house.socket("/eventbus/websocket", Map.of("origin", shop));

    JsonObject refused =
        socket.request("session.auth", new JsonObject().put("token", other.token()));

    assertThat(code(refused)).isEqualTo("forbidden");
    socket.signIn(theirs.token());
    socket.close();
  }
}
