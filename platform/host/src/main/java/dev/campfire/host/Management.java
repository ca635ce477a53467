package dev.campfire.host;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;

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
      // Alive is who answers: a node whose database is away must not be restarted for it.
      case "/health/live" -> json(request, 200, new JsonObject().put("status", "UP"));
      case "/health/ready" ->
          node.health()
              .onComplete(
                  looked -> json(request, CheckResult.isUp(looked) ? 200 : 503, looked.toJson()),
                  failure -> json(request, 503, new JsonObject().put("status", "DOWN")));
      case "/metrics" ->
          request
              .response()
              .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
              .end(meters.scrape());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void json(HttpServerRequest request, int code, JsonObject body) {
    request
        .response()
        .setStatusCode(code)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }
}
