package dev.campfire.host;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/** Health and metrics for operators, on a port of their own that no browser reaches. */
final class Management {
  private final Node node;
  private final PrometheusMeterRegistry meters;

  Management(Node node, PrometheusMeterRegistry meters) {
    this.node = node;
    this.meters = meters;
  }

  /**
   * @return done when the port is open; fails with {@link java.net.BindException} if it is busy
   */
  Future<?> listen(String host, int port) {
    return node.vertx().createHttpServer().requestHandler(this::answer).listen(port, host);
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/health/live" -> status(request, 200, "UP", null);
      case "/health/ready" ->
          node.ready()
              .onComplete(
                  ready -> status(request, 200, "UP", null),
                  failure -> status(request, 503, "DOWN", failure.getMessage()));
      case "/metrics" ->
          request
              .response()
              .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
              .end(meters.scrape());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void status(HttpServerRequest request, int code, String status, String detail) {
    JsonObject body = new JsonObject().put("status", status);
    if (detail != null) {
      body.put("detail", detail);
    }
    request
        .response()
        .setStatusCode(code)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }
}
