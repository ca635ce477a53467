package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.SessionId;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether callers' sessions still go on: signed out of or disabled on any node, a session must not
 * outlive that by the rest of its access token.
 */
final class SessionChecks {

  /**
   * How old an answer may be. A session that ended on another node is found out after this long at
   * most; the contract leaves 1 s, and the bridge needs some of it.
   */
  static final Duration FRESH_FOR = Duration.ofMillis(500);

  private static final int MOST = 10_000;

  private record Answer(boolean live, Instant at) {}

  private final IdentityStore store;
  private final Clock clock;
  private final Map<SessionId, Answer> answers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Answer> eldest) {
          return size() > MOST;
        }
      };

  SessionChecks(IdentityStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Whether the caller may go on. A contact's session is nowhere stored, so it ends with its token
   * (and, if they turned out to be somebody else, by {@code identity.revocations}, which the bridge
   * reads); every other needs its row.
   */
  Future<Boolean> isLive(Caller caller) {
    if (caller.isContact()) {
      return Future.succeededFuture(true);
    }
    Instant now = clock.instant();
    Answer known = answers.get(caller.session());
    if (known != null && now.isBefore(known.at().plus(FRESH_FOR))) {
      return Future.succeededFuture(known.live());
    }
    Future<Boolean> live =
        caller.role() == Role.SERVICE
            ? store.isLiveApiKey(caller.org(), caller.id())
            : store.isLive(caller.org(), caller.session(), caller.id(), now);
    return live.onSuccess(answer -> note(caller.session(), new Answer(answer, now)));
  }

  /** Takes note that a session was ended on this node. */
  void ended(SessionId session) {
    note(session, new Answer(false, clock.instant()));
  }

  /** An end stands against an answer that was on its way when it came. */
  private void note(SessionId session, Answer answer) {
    answers.merge(
        session,
        answer,
        (old, recent) -> !recent.live() || recent.at().isAfter(old.at()) ? recent : old);
  }
}
