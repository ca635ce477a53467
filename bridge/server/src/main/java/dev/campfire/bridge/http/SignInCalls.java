package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.ClientAddress;
import dev.campfire.bridge.core.Origins;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.identity.AcceptInvitation;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.LogOut;
import dev.campfire.contract.identity.RefreshSession;
import dev.campfire.contract.identity.SignInService;
import dev.campfire.contract.identity.SignedIn;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.host.json.RecordReader;
import dev.campfire.host.json.WireJson;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/** The calls of those who have no access token yet. */
final class SignInCalls {
  private final BridgeNode node;
  private final RefreshCookie cookie;

  SignInCalls(BridgeNode node) {
    this.node = node;
    this.cookie = new RefreshCookie(node.config().isSecure());
  }

  /**
   * @param origin of the page, or null
   * @return done when it is answered; fails with what to answer instead
   */
  Future<Void> call(
      Route.ToSignIn.Action action, HttpServerRequest request, String origin, ObjectNode body) {
    if (action == Route.ToSignIn.Action.WIDGET_SESSION) {
      return startWidgetSession(request, origin, body);
    }
    if (node.origins().isForeign(origin)) {
      // The cookie is our own pages' (RFC 6454): no other site signs anybody in or out.
      return Origins.forbidden();
    }
    return switch (action) {
      case LOG_IN -> logIn(request, body);
      case REFRESH -> refresh(request, body);
      case SERVICE_TOKEN -> signInService(request, body);
      case INVITATION -> acceptInvitation(request, body);
      default -> logOut(request, body);
    };
  }

  private Future<Void> logIn(HttpServerRequest request, ObjectNode body) {
    LogIn logIn = RecordReader.read(body, LogIn.class);
    return attempt(request, () -> node.core().request(Identity.LOG_IN, Caller.SYSTEM, logIn))
        .map(signedIn -> welcome(request, signedIn));
  }

  private Future<Void> signInService(HttpServerRequest request, ObjectNode body) {
    SignInService signIn = RecordReader.read(body, SignInService.class);
    return attempt(
            request, () -> node.core().request(Identity.SIGN_IN_SERVICE, Caller.SYSTEM, signIn))
        .map(
            session -> {
              Responses.json(request, 200, WireJson.write(session));
              return null;
            });
  }

  private Future<Void> acceptInvitation(HttpServerRequest request, ObjectNode body) {
    AcceptInvitation accept = RecordReader.read(body, AcceptInvitation.class);
    return attempt(
            request, () -> node.core().request(Identity.ACCEPT_INVITATION, Caller.SYSTEM, accept))
        .map(signedIn -> welcome(request, signedIn));
  }

  /** Tries what may be a guess: an address that has guessed wrong too often has to wait. */
  private <T> Future<T> attempt(HttpServerRequest request, Supplier<Future<T>> signIn) {
    String address = address(request);
    node.budgets().checkWrongSignIns(address);
    return signIn
        .get()
        .onFailure(
            failure -> {
              if (isUnauthenticated(failure)) {
                node.budgets().countWrongSignIn(address);
              }
            });
  }

  private String address(HttpServerRequest request) {
    return ClientAddress.of(node.config(), request.headers(), request.remoteAddress());
  }

  private Future<Void> refresh(HttpServerRequest request, ObjectNode body) {
    RecordReader.read(body, NoFields.class);
    String token = cookie.read(request);
    if (token == null) {
      return Future.failedFuture(
          ProblemException.of(ProblemCode.UNAUTHENTICATED, "Nobody is signed in: sign in."));
    }
    return node.core()
        .request(Identity.REFRESH, Caller.SYSTEM, new RefreshSession(token))
        .map(signedIn -> welcome(request, signedIn))
        .onFailure(failure -> forget(request, failure));
  }

  /** A token that was refused will be refused again. */
  private void forget(HttpServerRequest request, Throwable failure) {
    if (isUnauthenticated(failure)) {
      cookie.clear(request);
    }
  }

  private static boolean isUnauthenticated(Throwable failure) {
    return failure instanceof ProblemException problem
        && problem.code() == ProblemCode.UNAUTHENTICATED;
  }

  private Void welcome(HttpServerRequest request, SignedIn signedIn) {
    cookie.write(request, signedIn.refreshToken());
    LoggedIn shown = new LoggedIn(signedIn.accessToken(), signedIn.expiresAt(), signedIn.profile());
    Responses.json(request, 200, WireJson.write(shown));
    return null;
  }

  private Future<Void> logOut(HttpServerRequest request, ObjectNode body) {
    RecordReader.read(body, NoFields.class);
    String token = cookie.read(request);
    Future<?> ended =
        token == null
            ? Future.succeededFuture()
            : node.core().request(Identity.LOG_OUT, Caller.SYSTEM, new LogOut(token));
    return ended.map(
        done -> {
          cookie.clear(request);
          Responses.empty(request, 204);
          return null;
        });
  }

  private Future<Void> startWidgetSession(
      HttpServerRequest request, String origin, ObjectNode body) {
    StartWidgetSession start = RecordReader.read(body, StartWidgetSession.class);
    node.budgets().chargeWidgetSession(address(request));
    return node.origins()
        .admitWidget(origin, start.widgetKey())
        .compose(
            admitted ->
                node.core().forward(Identity.WIDGET_SESSION, Caller.SYSTEM, WireJson.write(start)))
        .map(
            session -> {
              Responses.json(request, 200, session);
              return null;
            });
  }
}
