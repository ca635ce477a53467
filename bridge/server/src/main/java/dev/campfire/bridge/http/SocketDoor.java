package dev.campfire.bridge.http;

import dev.campfire.bridge.BridgeConfig;
import dev.campfire.bridge.BridgeMeter;
import dev.campfire.bridge.Limits;
import dev.campfire.bridge.core.Answers;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.ClientAddress;
import dev.campfire.contract.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where sockets are opened: SockJS at {@code /eventbus}, with our own check of the origin in front
 * of every part of it, since the stock one leaves most of them out. What is not named here does not
 * exist.
 */
public final class SocketDoor {
  public static final String PATH = "/eventbus";

  private static final Pattern WEB_SOCKET = Pattern.compile(PATH + "/(?:[^/.]+/[^/.]+/)?websocket");

  private static final Pattern FALLBACK =
      Pattern.compile(
          PATH
              + "/[^/.]+/[^/.]+/"
              + "(?:xhr|xhr_send|xhr_streaming|eventsource|htmlfile|jsonp|jsonp_send)");

  private static final List<String> VERSIONS = List.of("13");

  private final BridgeNode node;
  private final Router router;
  private boolean isLeaving;

  /**
   * @param accept is given each socket
   */
  public SocketDoor(Vertx vertx, BridgeNode node, Handler<SockJSSocket> accept) {
    this.node = node;
    this.router = router(vertx, node.config(), accept);
  }

  private static Router router(Vertx vertx, BridgeConfig config, Handler<SockJSSocket> accept) {
    SockJSHandlerOptions options =
        new SockJSHandlerOptions().setInsertJSESSIONID(false).setRegisterWriteHandler(false);
    Router router = Router.router(vertx);
    if (config.httpFallbacks()) {
      router.route(PATH + "/*").handler(BodyHandler.create(false).setBodyLimit(Limits.BODY_BYTES));
    } else {
      options
          .addDisabledTransport(Transport.XHR.toString())
          .addDisabledTransport(Transport.EVENT_SOURCE.toString())
          .addDisabledTransport(Transport.HTML_FILE.toString())
          .addDisabledTransport(Transport.JSON_P.toString());
    }
    router.route(PATH + "/*").subRouter(SockJSHandler.create(vertx, options).socketHandler(accept));
    return router;
  }

  /** Lets nobody in any more. */
  public void leave() {
    isLeaving = true;
  }

  /** Answers, whatever comes. */
  public void handle(HttpServerRequest request) {
    try {
      // Else the request may have ended before its origin is known, and cannot be upgraded.
      request.pause();
      String origin = Api.origin(request);
      node.origins()
          .admit(origin)
          .compose(admitted -> enter(request))
          .onFailure(failure -> refuse(request, failure));
    } catch (ProblemException refusal) {
      refuse(request, refusal);
    }
  }

  private Future<Void> enter(HttpServerRequest request) {
    if (request.authority() == null) {
      // RFC 9112 section 3.2; the router behind would call it an error of ours.
      throw ProblemException.invalid("", "must name a host");
    }
    String path = request.path();
    boolean isGet = request.method().equals(HttpMethod.GET);
    if (WEB_SOCKET.matcher(path).matches() && isGet) {
      checkRoom(request);
    } else if (!(path.equals(PATH + "/info") && isGet) && !isFallback(request)) {
      throw ProblemException.notFound();
    }
    request.resume();
    router.handle(request);
    return Future.succeededFuture();
  }

  private boolean isFallback(HttpServerRequest request) {
    return node.config().httpFallbacks() && FALLBACK.matcher(request.path()).matches();
  }

  private void checkRoom(HttpServerRequest request) {
    if (!request.canUpgradeToWebSocket() || !isHandshake(request.headers())) {
      throw ProblemException.invalid("", "must open a WebSocket, of version 13");
    }
    if (isLeaving) {
      throw ProblemException.unavailable("This node leaves: another is there.", null);
    }
    String address = ClientAddress.of(node.config(), request.headers(), request.remoteAddress());
    if (node.budgets().isCrowded(address)) {
      throw ProblemException.rateLimited(
          "Too many sockets of this address have not signed in.", 1_000);
    }
  }

  /** RFC 6455 section 4.2.1: older versions go other ways, which nobody needs and some break. */
  private static boolean isHandshake(MultiMap headers) {
    return headers.getAll("sec-websocket-version").equals(VERSIONS)
        && headers.getAll("sec-websocket-key").size() == 1;
  }

  private void refuse(HttpServerRequest request, Throwable failure) {
    request.resume();
    Answers.Answer answer = Answers.to(failure, PATH);
    BridgeMeter.PROBLEMS.count(node.meters(), answer.code());
    Responses.problem(request, answer);
  }
}
