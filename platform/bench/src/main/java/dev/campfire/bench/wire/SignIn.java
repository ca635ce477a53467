package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.wire.TokenSource.Token;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.StartWidgetSession;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The two ways in, over HTTP. */
public final class SignIn {
  private static final long TIMEOUT_MS = 10_000;

  private final HttpClient http;
  private final List<Target> targets;
  private int at;

  public SignIn(HttpClient http, Target target) {
    this(http, List.of(target));
  }

  /**
   * @param targets of one installation; one that does not answer is followed by the next
   */
  public SignIn(HttpClient http, List<Target> targets) {
    this.http = http;
    this.targets = targets;
  }

  /** Access tokens of one agent; several sockets may share them. */
  public Supplier<Future<Token>> agent(String email, String password) {
    return () -> post("/api/v1/auth/login", new LogIn(email, password)).map(SignIn::token);
  }

  /** Access tokens of one new anonymous contact, who stays the same one when they are renewed. */
  public Supplier<Future<Token>> contact(String widgetKey) {
    String[] contactToken = new String[1];
    return () ->
        post("/api/v1/widget/sessions", new StartWidgetSession(widgetKey, contactToken[0]))
            .map(
                session -> {
                  contactToken[0] = session.path("contactToken").asText(null);
                  return token(session);
                });
  }

  private static Token token(JsonNode session) {
    return new Token(
        session.path("accessToken").asText(), Json.read(session.get("expiresAt"), Instant.class));
  }

  private Future<JsonNode> post(String path, Object body) {
    Target target = targets.get(at % targets.size());
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(target.host())
            .setPort(target.port())
            .setSsl(target.tls())
            .setURI(path)
            .setTimeout(TIMEOUT_MS)
            .putHeader("content-type", "application/json");
    return http.request(request)
        .compose(opened -> opened.send(Buffer.buffer(Json.text(body))))
        .compose(response -> response.body().map(read -> answer(response, read)))
        .recover(
            failure -> {
              at++;
              return Future.failedFuture(
                  failure instanceof RequestFailure
                      ? failure
                      : RequestFailure.connectionLost(path + ": " + failure.getMessage()));
            });
  }

  private static JsonNode answer(HttpClientResponse response, Buffer body) {
    JsonNode json;
    try {
      json = Json.tree(body.getBytes());
    } catch (IOException e) {
      json = null;
    }
    if (response.statusCode() != 200 || json == null) {
      throw RequestFailure.of(response.statusCode(), json);
    }
    return json;
  }
}
