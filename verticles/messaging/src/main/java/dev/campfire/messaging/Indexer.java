package dev.campfire.messaging;

import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.Steps;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was written into the index of searches, some time behind. Every node looks; one at a
 * time works on an organisation. Lives on one event loop.
 */
final class Indexer {
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /**
   * How long a conversation is left alone: what is said in one go becomes one entry. Longer than a
   * commit may trail its time (5 s) and clocks may differ, so that nothing comes in behind.
   */
  static final Duration QUIET = Duration.ofMinutes(1);

  private static final Duration LEAST_REST = Duration.ofMillis(1);

  private static final Logger LOGGER = LoggerFactory.getLogger(Indexer.class);

  private final SearchStore store;
  private final Clock clock;
  private final Later later;
  private boolean isFailing;
  private boolean isStopped;

  Indexer(SearchStore store, Clock clock, Later later) {
    this.store = store;
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
    Instant quietSince = clock.instant().minus(QUIET);
    store
        .orgsToIndex()
        .compose(orgs -> index(orgs, quietSince))
        .onSuccess(done -> isFailing = false)
        .onFailure(this::logOnce)
        .onComplete(done -> start());
  }

  private Future<Void> index(List<OrgId> orgs, Instant quietSince) {
    Iterator<OrgId> rest = orgs.iterator();
    return Steps.until(
        done -> isStopped || !rest.hasNext(),
        Future.succeededFuture(),
        done -> index(rest.next(), quietSince));
  }

  private Future<Void> index(OrgId org, Instant quietSince) {
    return Steps.until(
            next -> isStopped || next == null,
            page(org, null, quietSince),
            next -> page(org, next, quietSince))
        .mapEmpty();
  }

  /** And a rest that is as long: whoever chats is not to wait for whoever searches. */
  private Future<ListCursor> page(OrgId org, ListCursor from, Instant quietSince) {
    Instant began = clock.instant();
    return store
        .indexNext(org, from, quietSince)
        .compose(
            next ->
                next == null
                    ? Future.succeededFuture()
                    : rest(Duration.between(began, clock.instant())).map(next));
  }

  private Future<Void> rest(Duration length) {
    Promise<Void> rested = Promise.promise();
    later.in(length.compareTo(LEAST_REST) < 0 ? LEAST_REST : length, rested::complete);
    return rested.future();
  }

  private void logOnce(Throwable failure) {
    if (!isFailing) {
      isFailing = true;
      LOGGER
          .atWarn()
          .addKeyValue("cause", failure.getMessage())
          .log("Cannot index what was written; goes on trying");
    }
  }
}
