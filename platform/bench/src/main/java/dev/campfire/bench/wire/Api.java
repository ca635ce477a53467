package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.util.List;

/** The HTTP API, as a program asks it (contract section 2). */
public final class Api {
  private static final long TIMEOUT_MS = 10_000;
  private static final int NO_CONTENT = 204;
  private static final int FIRST_NOT_SUCCESSFUL = 300;

  private final WebClient client;
  private final List<Target> targets;
  private int at;

  public Api(HttpClient http, Target target) {
    this(http, List.of(target));
  }

  /**
   * @param targets of one installation; one that does not answer is followed by the next
   */
  public Api(HttpClient http, List<Target> targets) {
    this.client = WebClient.wrap(http);
    this.targets = targets;
  }

  /**
   * Asks.
   *
   * @param path below the origin, with its query
   * @param token of whoever asks; null for nobody
   * @param body null for none
   * @return what the body says; fails with {@link RequestFailure}, after 10 s at the latest
   */
  public Future<JsonNode> ask(HttpMethod method, String path, String token, Object body) {
    Target target = targets.get(at % targets.size());
    HttpRequest<Buffer> request =
        client
            .request(method, target.port(), target.host(), path)
            .ssl(target.tls())
            .timeout(TIMEOUT_MS);
    if (token != null) {
      request.bearerTokenAuthentication(token);
    }
    Future<HttpResponse<Buffer>> answered =
        body == null
            ? request.send()
            : request
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(Json.text(body)));
    return answered
        .map(Api::answer)
        .recover(
            failure -> {
              if (failure instanceof RequestFailure) {
                return Future.failedFuture(failure);
              }
              at++;
              return Future.failedFuture(
                  RequestFailure.connectionLost(path + ": " + failure.getMessage()));
            });
  }

  private static JsonNode answer(HttpResponse<Buffer> response) {
    JsonNode json = json(response);
    if (response.statusCode() >= FIRST_NOT_SUCCESSFUL || json == null) {
      throw RequestFailure.of(response.statusCode(), json);
    }
    return json;
  }

  private static JsonNode json(HttpResponse<Buffer> response) {
    if (response.statusCode() == NO_CONTENT || response.body() == null) {
      return NullNode.getInstance();
    }
    try {
      return Json.tree(response.body().getBytes());
    } catch (IOException malformed) {
      return null;
    }
  }
}
