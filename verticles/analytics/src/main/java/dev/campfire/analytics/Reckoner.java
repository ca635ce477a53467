package dev.campfire.analytics;

import dev.campfire.analytics.ReckoningStore.Place;
import dev.campfire.analytics.ReckoningStore.Reckoned;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.analytics.AnalyticsEvent;
import dev.campfire.contract.id.OrgId;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Steps;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the figures up with what is committed, on a schedule of its own. A short look, a few times
 * a second, goes over what changed within seconds in the organisations that were heard of since the
 * last one; while nothing happens it asks the database nothing. What is heard are hints, and hints
 * may be lost, so every tenth look asks the database whose conversations have changed. A long one,
 * at the start and every few minutes, finds whatever the short ones may have missed. Each compares
 * the numbers of every conversation, so no order among conversations matters, and two nodes that
 * look at the same do it once.
 *
 * <p>Lives on one event loop; only one look at a time is under way.
 */
final class Reckoner {
  private static final Logger LOGGER = LoggerFactory.getLogger(Reckoner.class);

  /** How long a commit may trail its time (5 s), and as much again for clocks that differ. */
  private static final Duration SHORT = Duration.ofSeconds(15);

  /** How far a long look goes back beyond the one before. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration BETWEEN_LONG = Duration.ofMinutes(5);

  /** Of the short looks, one in so many does not rely on what was heard. */
  private static final int LOOKS_BY_HINTS = 10;

  private final ReckoningStore store;
  private final Bus bus;
  private final Clock clock;
  private final AnalyticsMeters meters;
  private final Set<OrgId> owed = new HashSet<>();
  private Set<OrgId> heard = new HashSet<>();
  private int shortLooks;
  private final Map<OrgId, Instant> longLooks = new HashMap<>();
  private Instant nextLong = Instant.MIN;

  Reckoner(ReckoningStore store, Bus bus, Clock clock, AnalyticsMeters meters) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
    this.meters = meters;
  }

  /** Figures of the organisation have moved by other means: it is announced with the next look. */
  void nudge(OrgId org) {
    owed.add(org);
  }

  /** Something has been announced in the organisation, so it was committed before. */
  void heard(OrgId org) {
    heard.add(org);
  }

  /**
   * Looks once.
   *
   * @return done when all that was found is reckoned; never fails
   */
  Future<Void> look() {
    Instant now = now();
    boolean isLong = !now.isBefore(nextLong);
    Future<Void> looked =
        isLong
            ? store
                .changedSince(null)
                .compose(orgs -> each(orgs, org -> lookAtAll(org, now)))
                .onSuccess(done -> nextLong = now.plus(BETWEEN_LONG))
            : changed(now).compose(orgs -> each(orgs, org -> lookShortly(org, now)));
    return looked.recover(
        failure -> {
          LOGGER.atWarn().setCause(failure).log("Figures could not be brought up to date");
          return Future.succeededFuture();
        });
  }

  private Future<List<OrgId>> changed(Instant now) {
    Set<OrgId> all = heard;
    heard = new HashSet<>();
    all.addAll(owed);
    if (++shortLooks % LOOKS_BY_HINTS != 0) {
      return Future.succeededFuture(List.copyOf(all));
    }
    return store
        .changedSince(now.minus(SHORT))
        .map(
            found -> {
              all.addAll(found);
              return List.copyOf(all);
            });
  }

  /** One after the other, so that reports and chat find connections; one that fails stops none. */
  private static Future<Void> each(List<OrgId> orgs, Function<OrgId, Future<Void>> look) {
    Iterator<OrgId> rest = orgs.iterator();
    return Steps.until(
        done -> !rest.hasNext(),
        Future.succeededFuture(),
        done ->
            look.apply(rest.next())
                .recover(
                    failure -> {
                      LOGGER.atWarn().setCause(failure).log("An organisation's figures are behind");
                      return Future.succeededFuture();
                    }));
  }

  /**
   * An organisation that this node has not looked at as a whole, a new one too, is looked at so.
   * Whoever is turned away, or has left something, comes again.
   */
  private Future<Void> lookShortly(OrgId org, Instant now) {
    return longLooks.containsKey(org)
        ? lookFrom(org, Place.of(now.minus(SHORT)), now)
            .onComplete(
                looked -> {
                  if (looked.failed()
                      || looked.result().isBusy()
                      || looked.result().next() != null) {
                    heard.add(org);
                  }
                })
            .mapEmpty()
        : lookAtAll(org, now);
  }

  private Future<Void> lookAtAll(OrgId org, Instant now) {
    Instant before = longLooks.get(org);
    return (before == null ? store.sweptAt(org) : Future.succeededFuture(before))
        .map(swept -> swept == null ? Instant.EPOCH : swept.minus(LONG))
        .compose(from -> lookFrom(org, Place.of(from), now))
        .compose(
            last ->
                last.isBusy()
                    ? Future.succeededFuture()
                    : store.keepSweep(org, now).onSuccess(kept -> longLooks.put(org, now)));
  }

  /**
   * Ends where it comes to what has changed since it began: where more is said than a batch takes
   * in, it would run after that without an end, and reckon each conversation over and over.
   *
   * @return the last batch
   */
  private Future<Reckoned> lookFrom(OrgId org, Place place, Instant began) {
    return Steps.until(
        reckoned -> reckoned.next() == null || reckoned.next().at().isAfter(began),
        reckon(org, place),
        reckoned -> reckon(org, reckoned.next()));
  }

  private Future<Reckoned> reckon(OrgId org, Place place) {
    return store
        .reckon(org, place, owed.contains(org), now())
        .onSuccess(reckoned -> tell(org, reckoned));
  }

  private void tell(OrgId org, Reckoned reckoned) {
    if (reckoned.changed()) {
      meters.reckoned();
      owed.add(org);
    }
    if (reckoned.announce()) {
      owed.remove(org);
      bus.publish(
          Analytics.FEED.at(org),
          new AnalyticsEvent.Changed(now(), reckoned.openNow(), reckoned.waitingNow()));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
