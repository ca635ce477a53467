package dev.campfire.bench.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.RunFailure;
import dev.campfire.bench.load.Abreast;
import dev.campfire.bench.load.Agents;
import dev.campfire.bench.load.Cast;
import dev.campfire.bench.wire.Api;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.Patience;
import dev.campfire.bench.wire.SignIn;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.contract.messaging.Conversation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Agents who ask over HTTP, by turns. */
final class Desk {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Vertx vertx;
  private final Api api;
  private final List<TokenSource> accounts;
  private int turn;

  /**
   * @param connections at most; what is asked beyond them waits
   */
  Desk(Vertx vertx, Cast cast, int connections) {
    this.vertx = vertx;
    HttpClient http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(connections));
    SignIn signIn = new SignIn(http, cast.target());
    this.api = new Api(http, cast.target());
    this.accounts = Agents.accounts(cast, signIn, new Random());
  }

  /** All of them sign in, which takes long and is not what is measured. */
  Future<Void> signIn() {
    Patience patience = patience();
    return Abreast.each(
            accounts.size(), 1, number -> patience.ask(() -> accounts.get(number).token()))
        .recover(
            failure ->
                Future.failedFuture(
                    new RunFailure(
                        "The agents could not sign in: " + failure.getMessage() + ".", failure)));
  }

  private Patience patience() {
    return new Patience(vertx, System.nanoTime() + PATIENCE_NANOS, failure -> {});
  }

  /**
   * Asks as the next one of them.
   *
   * @return fails with {@link dev.campfire.bench.wire.RequestFailure}
   */
  Future<JsonNode> ask(HttpMethod method, String path, Object body) {
    return accounts
        .get(turn++ % accounts.size())
        .token()
        .compose(token -> api.ask(method, "/api/v1" + path, token.text(), body));
  }

  Future<JsonNode> get(String path) {
    return ask(HttpMethod.GET, path, null);
  }

  /** Opens a conversation of a new contact and says something; asked again while it may help. */
  Future<Conversation> open(String content) {
    String id = UUID.randomUUID().toString();
    Map<String, Object> message =
        Map.of("clientMessageId", UUID.randomUUID().toString(), "content", content);
    Map<String, Object> body =
        Map.of("id", id, "contact", Map.of("name", "bench"), "message", message);
    return patience()
        .ask(() -> ask(HttpMethod.POST, "/conversations", body))
        .map(opened -> Json.read(opened, Conversation.class));
  }
}
