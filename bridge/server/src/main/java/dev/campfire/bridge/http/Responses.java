package dev.campfire.bridge.http;

import dev.campfire.bridge.core.Answers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** How the API answers. */
final class Responses {
  private Responses() {}

  /** A reply, which is JSON already. */
  static void json(HttpServerRequest request, int status, Buffer body) {
    start(request, status).putHeader("content-type", "application/json").end(body);
  }

  static void empty(HttpServerRequest request, int status) {
    start(request, status).end();
  }

  /** RFC 9457. */
  static void problem(HttpServerRequest request, Answers.Answer answer) {
    if (request.response().ended() || request.response().closed()) {
      return;
    }
    HttpServerResponse response =
        start(request, answer.status()).putHeader("content-type", "application/problem+json");
    if (answer.retryAfterMs() != null) {
      // RFC 9110 section 10.2.3: whole seconds.
      long seconds = (answer.retryAfterMs() + 999) / 1_000;
      response.putHeader("retry-after", Long.toString(seconds));
    }
    if (answer.status() == 401) {
      // RFC 9110 section 15.5.2.
      response.putHeader("www-authenticate", "Bearer");
    }
    response.end(answer.json());
  }

  private static HttpServerResponse start(HttpServerRequest request, int status) {
    HttpServerResponse response = request.response().setStatusCode(status);
    response.headers().set("cache-control", "no-store").set("x-content-type-options", "nosniff");
    return response;
  }
}
