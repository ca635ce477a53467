package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.identity.Authenticate;
import dev.campfire.contract.identity.Authenticate.Authenticated;
import dev.campfire.contract.identity.Identity;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose an access token is. Identity is asked once for each (architecture decision 10), and again
 * every few seconds where a session may be ended before its token runs out.
 */
public final class Tokens {
  /**
   * How long a staff token is believed: a revocation whose announcement was lost is found out
   * within 5 s (contract section 3, rule 1) even if it cannot be asked for. A contact's session
   * ends with its token, so theirs is believed until then.
   */
  static final Duration FRESH_FOR = Duration.ofSeconds(4);

  /** Some 20 MB. */
  private static final int MOST = 50_000;

  private record Known(Authenticated authenticated, long askedAtMs) {}

  private final Core core;
  private final Clock clock;
  private final Map<String, Known> byHash = new ConcurrentHashMap<>();
  private final EndedRights ended;

  public Tokens(Core core, Clock clock) {
    this.core = core;
    this.clock = clock;
    this.ended = new EndedRights(clock);
  }

  /**
   * Whose the token is; on an event loop.
   *
   * @return fails with {@code unauthenticated} or {@code token_expired}, or {@code unavailable}
   *     when identity is not there and the token is not known
   */
  public Future<Authenticated> authenticate(String token) {
    String hash = hash(token);
    Known known = byHash.get(hash);
    if (known == null) {
      return ask(token, hash);
    }
    if (!clock.instant().isBefore(known.authenticated.expiresAt())) {
      byHash.remove(hash, known);
      return Future.failedFuture(
          ProblemException.of(
              ProblemCode.TOKEN_EXPIRED, "The access token has run out: renew it."));
    }
    if (isFresh(known)) {
      return Future.succeededFuture(known.authenticated);
    }
    return ask(token, hash)
        .recover(
            failure ->
                // Without identity nobody can be told from a revoked session; those who were let
                // in go on, for as long as their token says at most.
                isUnavailable(failure)
                    ? Future.succeededFuture(known.authenticated)
                    : Future.failedFuture(failure));
  }

  private boolean isFresh(Known known) {
    return known.authenticated.caller().isContact()
        || clock.millis() - known.askedAtMs < FRESH_FOR.toMillis();
  }

  private static boolean isUnavailable(Throwable failure) {
    return failure instanceof ProblemException problem && problem.code() == ProblemCode.UNAVAILABLE;
  }

  private Future<Authenticated> ask(String token, String hash) {
    long askedAtMs = clock.millis();
    return core.request(Identity.AUTHENTICATE, Caller.SYSTEM, new Authenticate(token))
        .compose(this::refuseEnded)
        .onSuccess(authenticated -> remember(hash, new Known(authenticated, askedAtMs)))
        .onFailure(
            failure -> {
              if (!isUnavailable(failure)) {
                byHash.remove(hash);
              }
            });
  }

  private void remember(String hash, Known known) {
    if (byHash.size() >= MOST) {
      byHash.values().removeIf(old -> !clock.instant().isBefore(old.authenticated.expiresAt()));
    }
    if (byHash.size() < MOST) {
      byHash.put(hash, known);
    }
  }

  /** Identity on another node may not have noticed yet what this node was told. */
  private Future<Authenticated> refuseEnded(Authenticated authenticated) {
    return ended.contains(authenticated.caller())
        ? Future.failedFuture(
            ProblemException.of(ProblemCode.UNAUTHENTICATED, "There is no valid sign-in: sign in."))
        : Future.succeededFuture(authenticated);
  }

  /** Believes no token of what has ended any longer. */
  public void revoke(EndedRight right) {
    ended.add(right);
    byHash.values().removeIf(known -> right.isOf(known.authenticated.caller()));
  }

  /** Forgets what no token can name any more. */
  public void forgetOld() {
    ended.forgetOld();
  }

  /** A token itself is not kept where a dump of the memory would show it by the thousand. */
  private static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
