package dev.campfire.bridge.socket;

import dev.campfire.bridge.Limits;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.EndedRight;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.session.AuthenticateSocket;
import dev.campfire.contract.session.Sessions;
import dev.campfire.host.json.WireJson;
import io.vertx.core.Future;
import java.time.Instant;

/** Whose a socket is, and until when. */
final class SignIn {

  /** How often it is asked whether the session of an agent or an integration still goes on. */
  private static final long RECHECK_MS = 4_000;

  private final BridgeNode node;
  private final String origin;
  private final String address;
  private boolean isInLobby = true;
  private boolean isOver;
  private Authenticated authenticated;
  private String token;
  private long checkedAtMs;

  /**
   * @param origin of the page that opened the socket, or null
   * @param address that it was opened from
   */
  SignIn(BridgeNode node, String origin, String address) {
    this.node = node;
    this.origin = origin;
    this.address = address;
    node.budgets().enterLobby(address);
  }

  boolean isDone() {
    return authenticated != null;
  }

  /**
   * The caller whose socket it is now.
   *
   * @throws ProblemException {@code unauthenticated} or {@code token_expired}
   */
  Caller caller() {
    if (authenticated == null) {
      throw ProblemException.of(
          ProblemCode.UNAUTHENTICATED, "Sign in first: send your token to `session.auth`.");
    }
    if (isExpired(node.clock().instant())) {
      throw ProblemException.of(
          ProblemCode.TOKEN_EXPIRED, "The access token has run out: renew it.");
    }
    return authenticated.caller();
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(authenticated.expiresAt());
  }

  /** Takes a first or a newer token. */
  Future<AuthenticateSocket.Opened> take(ClientFrame.Send send) {
    try {
      if (authenticated != null) {
        node.budgets().chargeRequest(authenticated.caller());
      }
      if (send.body() == null) {
        throw ProblemException.invalid("", "must be an object");
      }
      String shown = WireJson.readRequest(send.body().json(), AuthenticateSocket.class).token();
      return node.tokens()
          .authenticate(shown)
          .compose(known -> node.origins().admit(origin, known.caller().org()).map(known))
          .map(known -> accept(known, shown));
    } catch (ProblemException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private AuthenticateSocket.Opened accept(Authenticated known, String shown) {
    Caller caller = known.caller();
    if (authenticated == null) {
      enter(caller);
    } else if (!isSame(authenticated.caller(), caller)) {
      throw ProblemException.of(
          ProblemCode.CONFLICT, "The token is another caller's: open a socket of their own.");
    }
    authenticated = known;
    // A contact's session is nowhere stored, so there is nothing to ask again.
    token = caller.isContact() ? null : shown;
    checkedAtMs = node.clock().millis();
    return new AuthenticateSocket.Opened(
        AuthenticateSocket.CallerView.of(caller),
        known.expiresAt(),
        Sessions.CONTRACT,
        known.epoch(),
        Limits.HEARTBEAT.toMillis(),
        AuthenticateSocket.Typing.PROMISED);
  }

  private void enter(Caller caller) {
    if (isOver) {
      throw ProblemException.of(ProblemCode.UNAUTHENTICATED, "The socket is closed.");
    }
    if (!node.budgets().takeSeat(caller)) {
      throw ProblemException.rateLimited("Too many sockets: close one first.", 1_000);
    }
    leaveLobby();
    node.organizations().enter(caller.org());
    node.people().enter(caller);
  }

  private static boolean isSame(Caller one, Caller other) {
    return one.id().equals(other.id())
        && one.org().equals(other.org())
        && one.role() == other.role();
  }

  /**
   * Asks again whether the session goes on, now and then.
   *
   * @param ended called if it does not
   */
  void recheck(long nowMs, Runnable ended) {
    if (token == null || nowMs - checkedAtMs < RECHECK_MS) {
      return;
    }
    checkedAtMs = nowMs;
    String shown = token;
    node.tokens()
        .authenticate(shown)
        .onFailure(
            failure -> {
              if (shown.equals(token) && isRefusal(failure)) {
                ended.run();
              }
            });
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ProblemException problem
        && (problem.code() == ProblemCode.UNAUTHENTICATED
            || problem.code() == ProblemCode.TOKEN_EXPIRED);
  }

  boolean isOf(EndedRight right) {
    return authenticated != null && right.isOf(authenticated.caller());
  }

  /** The socket is over: its places are free for others. */
  void leave() {
    if (isOver) {
      return;
    }
    isOver = true;
    leaveLobby();
    if (authenticated != null) {
      node.budgets().leaveSeat(authenticated.caller());
      node.organizations().leave(authenticated.caller().org());
      node.people().leave(authenticated.caller());
    }
  }

  private void leaveLobby() {
    if (isInLobby) {
      isInLobby = false;
      node.budgets().leaveLobby(address);
    }
  }
}
