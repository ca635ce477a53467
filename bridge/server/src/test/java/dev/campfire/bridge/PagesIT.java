package dev.campfire.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.bridge.house.Clients;
import dev.campfire.bridge.house.House;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagesIT {
  @RegisterExtension static final House house = new House();

  private static final String SCRIPT = "/assets/index-AbCd1234.js";

  /** A path and what is served there. */
  private record Served(String path, String type, String content, String caching) {}

  @TestFactory
  Stream<DynamicTest> eachPageIsServedInItsPlace() {
    String html = "text/html; charset=utf-8";
    String forever = "public, max-age=31536000, immutable";
    return Stream.of(
            new Served("/", html, "Dashboard", "no-cache"),
            new Served(SCRIPT, "text/javascript; charset=utf-8", "answer", forever),
            new Served("/favicon.svg", "image/svg+xml", "<svg", "no-cache"),
            new Served("/widget/", html, "Widget", "no-cache"),
            new Served("/widget", html, "Widget", "no-cache"),
            new Served("/widget/assets/index-W1.css", "text/css; charset=utf-8", "body", forever),
            new Served("/demo", html, "Shop", "no-cache"),
            new Served("/demo/", html, "Shop", "no-cache"),
            new Served("/demo/assets/index-D1.css", "text/css; charset=utf-8", "body", forever),
            new Served("/widget.js", "text/javascript; charset=utf-8", "=>", "no-cache"),
            new Served("/?from=mail", html, "Dashboard", "no-cache"),
            new Served("/api/openapi.yaml", "application/yaml", "openapi: 3.1.0", "no-cache"),
            new Served("/api/asyncapi.yaml", "application/yaml", "asyncapi: 3.0.0", "no-cache"))
        .map(served -> DynamicTest.dynamicTest(served.path, () -> assertServed(served)));
  }

  private static void assertServed(Served served) {
    Clients.Response response = house.get(served.path, null);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.header("content-type")).isEqualTo(served.type);
    assertThat(response.body().toString()).contains(served.content);
    assertThat(response.header("cache-control")).isEqualTo(served.caching);
    assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(response.header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(response.header("vary")).isEqualTo("Accept-Encoding");

    Clients.Response head = house.request(HttpMethod.HEAD, served.path, Map.of(), null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body().length()).isZero();
    assertThat(head.header("content-length")).isEqualTo(response.header("content-length"));

    Clients.Response again =
        house.request(
            HttpMethod.GET,
            served.path,
            Map.of("if-none-match", "\"other\", " + response.header("etag")),
            null);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body().length()).isZero();
    assertThat(again.header("etag")).isEqualTo(response.header("etag"));
  }

  @TestFactory
  Stream<DynamicTest> nothingElseIsServed() {
    return Stream.of(
            "/nothing",
            "/index.html.map",
            "/assets/",
            "/assets",
            "/assets/nothing.js",
            "/assets/..%2findex.html",
            "/assets/%2e%2e/index.html",
            "/assets/../favicon.svg",
            "/./favicon.svg",
            "//favicon.svg",
            "/favicon.svg/",
            "/%66avicon.svg",
            "/favicon.svg%00",
            "/favicon.svg;x",
            "/widget/..",
            "/widget//assets/index-W1.css",
            "/web/dashboard/index.html",
            "/META-INF/services/dev.campfire.spi.CampfireModule",
            "/..\\..\\etc\\passwd",
            "/assets/..%5c..%5cx",
            "/../../etc/passwd",
            "/campfire.yaml",
            "/health/live",
            "/metrics")
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      Clients.Response response = house.get(path, null);
                      assertThat(response.status()).isEqualTo(404);
                      assertThat(response.header("content-type"))
                          .isEqualTo("text/html; charset=utf-8");
                      assertThat(response.header("content-security-policy"))
                          .startsWith("default-src 'none'");
                      assertThat(response.header("cache-control")).isEqualTo("no-store");
                    }));
  }

  @Test
  void anEscapedPathThatWasNotFoundLeavesTheRealOneAlone() {
    house.get("/x%2F..%2Ffavicon.svg", null);

    assertThat(house.get("/favicon.svg", null).status()).isEqualTo(200);
  }

  @Test
  void otherMethodsFindNothing() {
    assertThat(house.request(HttpMethod.POST, "/", Map.of(), "x").status()).isEqualTo(404);
    assertThat(house.request(HttpMethod.DELETE, "/widget.js", Map.of(), null).status())
        .isEqualTo(404);
    assertThat(house.request(HttpMethod.OPTIONS, "/", Map.of(), null).status()).isEqualTo(404);
  }

  @Test
  void theDashboardLoadsNothingButItsOwnAndIsFramedByNobody() {
    assertThat(house.get("/", null).header("content-security-policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self' ws://127.0.0.1:"
                + house.port()
                + " ws://localhost:"
                + house.port()
                + "; worker-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'");
  }

  @Test
  void theWidgetStandsOnOtherSitesAndTheShopCarriesIt() {
    assertThat(house.get("/widget/", null).header("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'")
        .endsWith("frame-ancestors 'self'");
    assertThat(house.get("/demo", null).header("content-security-policy"))
        .contains("frame-src 'self'", "frame-ancestors 'none'");
    assertThat(house.get("/widget.js", null).header("cross-origin-resource-policy"))
        .isEqualTo("cross-origin");
    assertThat(house.get("/", null).headers()).doesNotContainKey("cross-origin-resource-policy");
  }

  @Test
  void theWidgetsFrameStandsWhereItsOrganisationSaysAndAnywhereIfItSaysNothing() {
    String some = house.identity.org("https://shop.example.com").toString();
    String any = house.identity.org().toString();

    assertThat(ancestors("/widget/?key=" + some)).isEqualTo("'self' https://shop.example.com");
    assertThat(ancestors("/widget?key=" + some)).isEqualTo("'self' https://shop.example.com");
    assertThat(ancestors("/widget/?key=" + any)).isEqualTo("*");
    for (String unknown : List.of("", "?key=", "?key=nobody", "?key=" + "x".repeat(101))) {
      assertThat(ancestors("/widget/" + unknown)).as(unknown).isEqualTo("'self'");
    }
  }

  private static String ancestors(String uri) {
    String policy = house.get(uri, null).header("content-security-policy");
    return policy.substring(policy.indexOf("frame-ancestors ") + "frame-ancestors ".length());
  }

  @Test
  void whoTakesGzipGetsIt() throws IOException {
    Clients.Response plain = house.get(SCRIPT, null);
    Clients.Response packed =
        house.request(
            HttpMethod.GET, SCRIPT, Map.of("accept-encoding", "br;q=1.0, gzip;q=0.8"), null);
    Clients.Response declined =
        house.request(HttpMethod.GET, SCRIPT, Map.of("accept-encoding", "gzip;q=0"), null);

    assertThat(plain.headers()).doesNotContainKey("content-encoding");
    assertThat(declined.headers()).doesNotContainKey("content-encoding");
    assertThat(packed.header("content-encoding")).isEqualTo("gzip");
    assertThat(packed.body().length()).isLessThan(plain.body().length() / 4);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body().getBytes()))) {
      assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(plain.body().toString());
    }
  }
}
