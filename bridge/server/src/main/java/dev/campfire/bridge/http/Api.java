package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.BridgeMeter;
import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP API: who asks, from which website, what, and the answer. */
public final class Api {
  /** RFC 6750 section 2.1. */
  private static final Pattern BEARER =
      Pattern.compile("bearer +([a-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);

  private final Vertx vertx;
  private final BridgeNode node;
  private final SignInCalls signInCalls;
  private final CommandCalls commandCalls;

  public Api(Vertx vertx, BridgeNode node) {
    this.vertx = vertx;
    this.node = node;
    this.signInCalls = new SignInCalls(node);
    this.commandCalls = new CommandCalls(node);
  }

  /** Answers, whatever comes. */
  public void handle(HttpServerRequest request) {
    request.response().putHeader("vary", "Origin");
    RouteTable.Match match = RouteTable.find(request.method(), request.path());
    // Before anything is waited for, since a body that nobody reads is lost.
    Future<ObjectNode> body = body(request, match);
    String origin;
    try {
      origin = origin(request);
    } catch (ProblemException refusal) {
      refuse(request, refusal);
      return;
    }
    node.origins()
        .admit(origin)
        .compose(admitted -> answer(request, origin, match, body))
        .onFailure(failure -> refuse(request, failure));
  }

  private Future<ObjectNode> body(HttpServerRequest request, RouteTable.Match match) {
    return match != null && !match.route().method().equals(HttpMethod.GET)
        ? RequestBody.read(vertx, request)
        : Future.succeededFuture(JsonNodeFactory.instance.objectNode());
  }

  /** The origin that a request names, or null. */
  static String origin(HttpServerRequest request) {
    List<String> named = request.headers().getAll("origin");
    if (named.size() > 1) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "A page has one origin.");
    }
    return named.isEmpty() ? null : named.get(0);
  }

  private Future<Void> answer(
      HttpServerRequest request, String origin, RouteTable.Match match, Future<ObjectNode> body) {
    if (node.origins().isForeign(origin)) {
      Cors.allow(request, origin);
    }
    if (Cors.isPreflight(request)) {
      Cors.answerPreflight(request);
      return Future.succeededFuture();
    }
    if (match == null) {
      return Future.failedFuture(ProblemException.notFound());
    }
    if (match.route() instanceof Route.ToSignIn signIn) {
      return body.compose(fields -> signInCalls.call(signIn.action(), request, origin, fields));
    }
    return authenticate(request, origin)
        .compose(
            known ->
                body.compose(fields -> commandCalls.call(known.caller(), match, request, fields)));
  }

  private Future<Authenticated> authenticate(HttpServerRequest request, String origin) {
    List<String> named = request.headers().getAll("authorization");
    Matcher bearer = BEARER.matcher(named.size() == 1 ? named.get(0) : "");
    if (!bearer.matches()) {
      return Future.failedFuture(
          ProblemException.of(
              ProblemCode.UNAUTHENTICATED,
              "Sign in first: send `Authorization: Bearer` and your token."));
    }
    return node.tokens()
        .authenticate(bearer.group(1))
        .compose(known -> node.origins().admit(origin, known.caller().org()).map(known));
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    Answers.Answer answer =
        Answers.to(
            failure, request.method().name().toUpperCase(Locale.ROOT) + " " + where(request));
    BridgeMeter.PROBLEMS.count(node.meters(), answer.code());
    Responses.problem(request, answer);
  }

  /** The path for the log, without what could forge a line of it. */
  private static String where(HttpServerRequest request) {
    String path = String.valueOf(request.path()).replaceAll("[^\\x21-\\x7E]", "?");
    return path.length() <= 200 ? path : path.substring(0, 200) + "…";
  }
}
