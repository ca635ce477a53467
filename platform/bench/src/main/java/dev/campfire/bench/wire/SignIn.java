package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.wire.TokenSource.Token;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.StartWidgetSession;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The two ways in, over HTTP. */
public final class SignIn {
  private final Api api;

  public SignIn(HttpClient http, Target target) {
    this(http, List.of(target));
  }

  /**
   * @param targets of one installation; one that does not answer is followed by the next
   */
  public SignIn(HttpClient http, List<Target> targets) {
    this.api = new Api(http, targets);
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
    return api.ask(HttpMethod.POST, path, null, body);
  }
}
