package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.FakeIdentity.Session;
import dev.campfire.bridge.house.House;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract section 1: from which pages the API may be used. */
class OriginsIT {
  @RegisterExtension static final House house = new House();

  private static final String SHOP = "https://shop.example.com";
  private static final String OTHER_SHOP = "https://other.example.com";
  private static final String CONVERSATIONS = "/api/v1/conversations";

  private static Clients.Response call(
      HttpMethod method, String path, String origin, String token, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (origin != null) {
      headers.put("origin", origin);
    }
    if (token != null) {
      headers.put("authorization", "Bearer " + token);
    }
    if (body != null) {
      headers.put("content-type", "application/json");
    }
    return house.request(method, path, headers, body);
  }

  @TestFactory
  Stream<DynamicTest> whoMayAskFromWhere() {
    Session session = house.identity.agent(house.identity.org(SHOP));
    house.identity.org(OTHER_SHOP);
    record Row(String origin, int status, boolean isReadable) {}
    return Stream.of(
            new Row(null, 200, false),
            new Row(house.origin(), 200, false),
            new Row("http://localhost:" + house.port(), 200, false),
            new Row(SHOP, 200, true),
            new Row(OTHER_SHOP, 403, true),
            new Row("https://evil.example.com", 403, false),
            new Row("http://shop.example.com", 403, false),
            new Row("https://shop.example.com:8443", 403, false),
            new Row("https://shop.example.com.evil.example.com", 403, false),
            new Row("https://SHOP.example.com", 403, false),
            new Row("https://shop.example.com/", 403, false),
            new Row("http://127.0.0.1:1", 403, false),
            new Row("https://127.0.0.1:" + house.port(), 403, false),
            new Row("null", 403, false),
            new Row("", 403, false))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    "from " + row.origin,
                    () -> {
                      Clients.Response response =
                          call(HttpMethod.GET, CONVERSATIONS, row.origin, session.token(), null);
                      assertThat(response.status()).isEqualTo(row.status);
                      assertThat(response.header("vary")).isEqualTo("Origin");
                      assertThat(response.header("access-control-allow-origin"))
                          .isEqualTo(row.isReadable ? row.origin : null);
                      assertThat(response.headers())
                          .doesNotContainKey("access-control-allow-credentials");
                      if (row.status == 403) {
                        assertThat(response.code()).isEqualTo("forbidden");
                      }
                    }));
  }

  @Test
  void aPreflightIsAnsweredToThoseWhoMayAsk() {
    house.identity.org(SHOP);

    Clients.Response allowed = preflight(SHOP);
    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("access-control-allow-origin")).isEqualTo(SHOP);
    assertThat(allowed.header("access-control-allow-headers"))
        .contains("authorization", "content-type", "idempotency-key");
    assertThat(allowed.header("access-control-allow-methods")).contains("GET", "POST");
    assertThat(allowed.header("vary")).isEqualTo("Origin");
    assertThat(allowed.headers()).doesNotContainKey("access-control-allow-credentials");

    Clients.Response refused = preflight("https://evil.example.com");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers())
        .doesNotContainKey("access-control-allow-origin")
        .doesNotContainKey("access-control-allow-methods");
  }

  private static Clients.Response preflight(String origin) {
    return house.request(
        HttpMethod.OPTIONS,
        CONVERSATIONS,
        Map.of(
            "origin", origin,
            "access-control-request-method", "POST",
            "access-control-request-headers", "authorization,content-type"),
        null);
  }

  @Test
  void aProblemCanBeReadByThePageThatCausedIt() {
    house.identity.org(SHOP);

    Clients.Response refused = call(HttpMethod.GET, CONVERSATIONS, SHOP, null, null);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("access-control-allow-origin")).isEqualTo(SHOP);
  }

  @Test
  void onlyOurOwnPagesSignAnybodyInOrOut() {
    house.identity.org(SHOP);
    String body = "{\"email\":\"ada@demo.test\",\"password\":\"campfire\"}";
    Map<String, String> fromShop = Map.of("origin", SHOP, "cookie", "campfire_refresh=refresh-1");

    assertThat(call(HttpMethod.POST, "/api/v1/auth/login", SHOP, null, body).status())
        .isEqualTo(403);
    for (String path : new String[] {"/api/v1/auth/refresh", "/api/v1/auth/logout"}) {
      Clients.Response refused = house.request(HttpMethod.POST, path, fromShop, null);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.cookies()).isEmpty();
    }
    assertThat(house.identity.ended).doesNotContain("refresh-1");
    assertThat(call(HttpMethod.POST, "/api/v1/auth/login", house.origin(), null, body).status())
        .isEqualTo(200);
  }

  @Test
  void aWidgetStartsOnItsOwnOrganisationsPages() {
    String org = house.identity.org(SHOP).toString();
    house.identity.org(OTHER_SHOP);
    String body = "{\"widgetKey\":\"" + org + "\"}";

    assertThat(call(HttpMethod.POST, "/api/v1/widget/sessions", SHOP, null, body).status())
        .isEqualTo(200);
    assertThat(call(HttpMethod.POST, "/api/v1/widget/sessions", null, null, body).status())
        .isEqualTo(200);
    assertThat(
            call(HttpMethod.POST, "/api/v1/widget/sessions", house.origin(), null, body).status())
        .isEqualTo(200);
    assertThat(call(HttpMethod.POST, "/api/v1/widget/sessions", OTHER_SHOP, null, body).status())
        .isEqualTo(403);
  }
}
