package dev.campfire.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.Ticker;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where the database is wrong about who is online, and has it mended: after a crash of
 * everything, since nobody said goodbye, and now and then, should a write have been lost. Lives on
 * one event loop.
 */
final class Comparison {
  /** What cannot be known yet is when nobody has come back: not before this. */
  private final long settledAtMs;

  /** A safety net: it finds nothing as long as all goes well. */
  private static final long EVERY_MS = Duration.ofMinutes(1).toMillis();

  /** How exactly is known when a node that crashed was last there. */
  private static final long WATCH_EVERY_MS = Duration.ofSeconds(10).toMillis();

  /** Organisations of one question. */
  private static final int BATCH = 200;

  private static final Logger LOGGER = LoggerFactory.getLogger(Comparison.class);

  private final PresenceStore store;
  private final Leases leases;
  private final Transitions transitions;
  private final Clock clock;
  private final Ticker ticker;
  private boolean isBusy;
  private long comparedAtMs;
  private long watchedAtMs;

  /** Until when those were there who are online in the database and nowhere else. */
  private Instant watchedUntil;

  /**
   * @param settleMs after this time everybody who is still there has come back
   */
  Comparison(
      PresenceStore store,
      Leases leases,
      Transitions transitions,
      Clock clock,
      Ticker ticker,
      long settleMs) {
    this.store = store;
    this.leases = leases;
    this.transitions = transitions;
    this.clock = clock;
    this.ticker = ticker;
    long nowMs = ticker.millis();
    this.settledAtMs = nowMs + settleMs;
    this.comparedAtMs = nowMs - EVERY_MS;
    this.watchedAtMs = nowMs - WATCH_EVERY_MS;
  }

  boolean isBusy() {
    return isBusy;
  }

  private boolean isSettled() {
    return ticker.millis() >= settledAtMs;
  }

  /** This node is not the first: whoever is compares. When it becomes the first, it does so. */
  void leaveToOthers() {
    comparedAtMs = ticker.millis() - EVERY_MS;
    watchedUntil = null;
  }

  /** Looks whether it is time. */
  void look() {
    long nowMs = ticker.millis();
    if (isBusy || !isSettled()) {
      return;
    }
    if (nowMs - comparedAtMs >= EVERY_MS) {
      run(compare());
    } else if (nowMs - watchedAtMs >= WATCH_EVERY_MS) {
      watchedAtMs = nowMs;
      run(store.watch(clock.instant()));
    }
  }

  private void run(Future<Void> work) {
    isBusy = true;
    work.onFailure(
            failure -> LOGGER.atWarn().setCause(failure).log("Presence could not be compared"))
        .onComplete(done -> isBusy = false);
  }

  private Future<Void> compare() {
    return Future.all(store.orgsWithPeopleOnline(), watchedUntil())
        .compose(asked -> compare(asked.resultAt(0)))
        .onSuccess(compared -> comparedAtMs = ticker.millis());
  }

  /** Before this node says for the first time that it watches. */
  private Future<Instant> watchedUntil() {
    return watchedUntil != null
        ? Future.succeededFuture(watchedUntil)
        : store.watchedAt().onSuccess(at -> watchedUntil = at);
  }

  private Future<Void> compare(Set<OrgId> stored) {
    Map<OrgId, List<Person>> online = new HashMap<>();
    stored.forEach(org -> online.put(org, new ArrayList<>()));
    for (Person person : leases.online()) {
      online.computeIfAbsent(person.org(), org -> new ArrayList<>()).add(person);
    }
    Future<Void> compared = Future.succeededFuture();
    List<OrgId> orgs = List.copyOf(online.keySet());
    for (int from = 0; from < orgs.size(); from += BATCH) {
      List<OrgId> some = orgs.subList(from, Math.min(orgs.size(), from + BATCH));
      List<Person> people = some.stream().flatMap(org -> online.get(org).stream()).toList();
      compared = compared.compose(before -> compare(new HashSet<>(some), people));
    }
    return compared;
  }

  private Future<Void> compare(Set<OrgId> orgs, List<Person> online) {
    return store
        .findWrong(orgs, online)
        .map(
            wrong -> {
              wrong.forEach(
                  person ->
                      transitions.suspect(
                          person, leases.isOnline(person) ? clock.instant() : watchedUntil));
              return null;
            });
  }
}
