package dev.campfire.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.presence.AgentPresence;
import dev.campfire.contract.presence.AvailabilityChosen;
import dev.campfire.contract.presence.AvailabilityEvent;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.presence.PresenceEvent;
import dev.campfire.spi.Bus;
import dev.campfire.spi.Ticker;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who has come, gone or chosen, and announces it after the commit, at most once a second.
 *
 * <p>Every presence node collects the same; only the first of them writes. The others keep what is
 * younger than {@link #KEPT_MS}: whoever takes over begins with that, and so says again what the
 * one before may have died with. Lives on one event loop.
 */
final class Transitions {
  /** Contract section 3b: {@code presence.changed} at most once a second. */
  static final long EVERY_MS = 1_000;

  /** Longer than it takes to find that the first node is gone, and its last second. */
  static final long KEPT_MS = 10_000;

  /** Of one transaction. */
  static final int BATCH = 2_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(Transitions.class);

  /**
   * Somebody to be looked at.
   *
   * @param seenAt when they came or went; null if that is not known
   */
  private record Due(Instant seenAt, long sinceMs) {}

  private final PresenceStore store;
  private final Leases leases;
  private final Bus bus;
  private final Clock clock;
  private final Ticker ticker;
  private final PresenceMeters meters;
  private final Map<Person, Due> due = new LinkedHashMap<>();

  /** What was last said of each organisation whose people have changed. */
  private final Map<OrgId, Boolean> available = new HashMap<>();

  private boolean isWriting;
  private long wroteAtMs;

  Transitions(
      PresenceStore store,
      Leases leases,
      Bus bus,
      Clock clock,
      Ticker ticker,
      PresenceMeters meters) {
    this.store = store;
    this.leases = leases;
    this.bus = bus;
    this.clock = clock;
    this.ticker = ticker;
    this.meters = meters;
    this.wroteAtMs = ticker.millis() - EVERY_MS;
  }

  /** Somebody's row may be wrong. */
  void mend(Person person, Instant seenAt) {
    // Behind the others, since the oldest are first.
    due.remove(person);
    due.put(person, new Due(seenAt, ticker.millis()));
  }

  /** Somebody's row was found to be wrong; whatever is due of them anyway is newer. */
  void suspect(Person person, Instant seenAt) {
    due.putIfAbsent(person, new Due(seenAt, ticker.millis()));
  }

  void chosen(AvailabilityChosen chosen) {
    available.putIfAbsent(chosen.org(), chosen.wasAvailable());
    mend(new Person(chosen.org(), chosen.agent(), true), null);
  }

  /** Takes over who has come and gone since the last look. */
  void collect() {
    long nowMs = ticker.millis();
    Instant now = now();
    leases.takeChanged().forEach((person, seenMs) -> mend(person, now.minusMillis(nowMs - seenMs)));
  }

  /** This node is not the first: another one writes. */
  void leaveToOthers() {
    available.clear();
    long nowMs = ticker.millis();
    Iterator<Due> oldest = due.values().iterator();
    while (oldest.hasNext() && nowMs - oldest.next().sinceMs >= KEPT_MS) {
      oldest.remove();
    }
  }

  /** Writes and announces what there is, unless that was done a moment ago. */
  void write() {
    long nowMs = ticker.millis();
    if (isWriting || due.isEmpty() || nowMs - wroteAtMs < EVERY_MS) {
      return;
    }
    Map<Person, Due> taken = take();
    isWriting = true;
    wroteAtMs = nowMs;
    Future.succeededFuture(seen(taken))
        .compose(store::write)
        .onSuccess(
            written -> {
              meters.written(taken.size());
              announce(written);
            })
        .onFailure(
            failure -> {
              // Not over what has been learned since.
              taken.forEach(due::putIfAbsent);
              LOGGER.atWarn().setCause(failure).log("Presence could not be written; tries again");
            })
        .onComplete(done -> isWriting = false);
  }

  boolean isWriting() {
    return isWriting;
  }

  private Map<Person, Due> take() {
    Map<Person, Due> taken = new LinkedHashMap<>();
    Iterator<Map.Entry<Person, Due>> oldest = due.entrySet().iterator();
    while (oldest.hasNext() && taken.size() < BATCH) {
      Map.Entry<Person, Due> next = oldest.next();
      taken.put(next.getKey(), next.getValue());
      oldest.remove();
    }
    return taken;
  }

  private Collection<PresenceStore.Seen> seen(Map<Person, Due> taken) {
    List<PresenceStore.Seen> seen = new ArrayList<>();
    taken.forEach(
        (person, since) ->
            seen.add(new PresenceStore.Seen(person, leases.isOnline(person), since.seenAt)));
    return seen;
  }

  private void announce(PresenceStore.Written written) {
    Instant now = now();
    for (Map.Entry<OrgId, List<AgentPresence>> org : written.agents().entrySet()) {
      bus.publish(Presence.AGENTS.at(org.getKey()), new PresenceEvent.Changed(org.getValue(), now));
    }
    written
        .available()
        .forEach(
            (org, is) -> {
              boolean was = available.getOrDefault(org, written.wasAvailable().get(org));
              available.put(org, is);
              if (is != was) {
                bus.publish(Presence.AVAILABLE.at(org), new AvailabilityEvent.Changed(is, now));
              }
            });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
