package dev.campfire.bridge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What a browser must be told before it shows a page of another origin our answers (Fetch). */
final class Cors {
  private Cors() {}

  /** Lets the page read the answer. Cookies are for our own pages, so credentials are not named. */
  static void allow(HttpServerRequest request, String origin) {
    request
        .response()
        .headers()
        .set("access-control-allow-origin", origin)
        .set("access-control-expose-headers", "retry-after");
  }

  static boolean isPreflight(HttpServerRequest request) {
    MultiMap headers = request.headers();
    return request.method().equals(HttpMethod.OPTIONS)
        && headers.contains("origin")
        && headers.contains("access-control-request-method");
  }

  /** Answers the question whether the page may ask at all. */
  static void answerPreflight(HttpServerRequest request) {
    request
        .response()
        .headers()
        .set("access-control-allow-methods", "GET, POST, PUT, PATCH")
        .set("access-control-allow-headers", "authorization, content-type, idempotency-key")
        .set("access-control-max-age", "600");
    Responses.empty(request, 204);
  }
}
