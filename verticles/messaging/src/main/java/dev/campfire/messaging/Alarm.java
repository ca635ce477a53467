package dev.campfire.messaging;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.spi.Steps;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes conversations open whose snooze has passed. Every node looks, each second: whoever takes a
 * row first wakes it, and the others find it awake. What passed while no node ran is found by the
 * first that does.
 *
 * <p>Lives on one event loop.
 */
final class Alarm {
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Conversations of one transaction. Many sleep until the same hour. */
  static final int MOST = 100;

  private static final Logger LOGGER = LoggerFactory.getLogger(Alarm.class);

  private final ChangeStore store;
  private final Announcer announcer;
  private final Clock clock;
  private final Later later;
  private boolean isFailing;
  private boolean isStopped;

  Alarm(ChangeStore store, Announcer announcer, Clock clock, Later later) {
    this.store = store;
    this.announcer = announcer;
    this.clock = clock;
    this.later = later;
  }

  /** Looks from now on, until it is stopped. */
  void start() {
    later.in(INTERVAL, this::look);
  }

  void stop() {
    isStopped = true;
  }

  private void look() {
    if (isStopped) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    store
        .orgsToWake(now)
        .compose(orgs -> wake(orgs, now))
        .onSuccess(done -> isFailing = false)
        .onFailure(this::logOnce)
        .onComplete(done -> start());
  }

  private Future<Void> wake(List<OrgId> orgs, Instant now) {
    Iterator<OrgId> rest = orgs.iterator();
    return Steps.until(
        done -> !rest.hasNext(), Future.succeededFuture(), done -> wakeAll(rest.next(), now));
  }

  private Future<Void> wakeAll(OrgId org, Instant now) {
    return Steps.until(woken -> woken.size() < MOST, wake(org, now), woken -> wake(org, now))
        .mapEmpty();
  }

  private Future<List<Conversation>> wake(OrgId org, Instant now) {
    return store.wake(org, now, MOST).onSuccess(woken -> announce(org, woken));
  }

  private void announce(OrgId org, List<Conversation> woken) {
    woken.forEach(conversation -> announcer.woken(org, conversation));
  }

  private void logOnce(Throwable failure) {
    if (!isFailing) {
      isFailing = true;
      LOGGER
          .atWarn()
          .addKeyValue("cause", failure.getMessage())
          .log("Cannot look for conversations to wake up; goes on trying");
    }
  }
}
