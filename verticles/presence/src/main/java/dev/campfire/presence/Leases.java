package dev.campfire.presence;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who is connected in the whole cluster, as the bridge nodes report it (ADR-0007). A person is
 * online while one of these holds:
 *
 * <ul>
 *   <li>a bridge node whose lease runs reports them;
 *   <li>the last of their sockets was closed less than the grace ago.
 * </ul>
 *
 * <p>When a lease runs out nobody of it has a grace: it was longer than one. Times are a ticker's
 * milliseconds. No I/O; lives on one event loop.
 */
final class Leases {
  /**
   * Longer than this between two looks means that we were asleep and heard nothing, not that nobody
   * spoke: everything that runs is given that time back.
   */
  private static final long NAP_MS = 4_000;

  private static final class Held {
    long number;
    long heardAtMs;

    /** Null while not all of them are known. */
    Set<Person> people;
  }

  private final long leaseMs;
  private final long graceMs;
  private final Map<UUID, Held> nodes = new HashMap<>();

  /** By how many nodes each person is reported. */
  private final Map<Person, Integer> connected = new HashMap<>();

  /** Whose last socket was closed, and when; all have the same grace, so the oldest is first. */
  private final LinkedHashMap<Person, Long> leaving = new LinkedHashMap<>();

  /** Who has come or gone since {@link #takeChanged}, and when they were last seen. */
  private Map<Person, Long> changed = new LinkedHashMap<>();

  private long lookedAtMs;

  Leases(long leaseMs, long graceMs, long nowMs) {
    this.leaseMs = leaseMs;
    this.graceMs = graceMs;
    this.lookedAtMs = nowMs;
  }

  /**
   * Takes a report.
   *
   * @return whether it fits to what is known of the node; if not, it has to say everything
   */
  boolean hear(Lease report, long nowMs) {
    Held held = nodes.computeIfAbsent(report.node(), node -> new Held());
    held.heardAtMs = nowMs;
    if (report.isWhole()) {
      replace(held, people(report.came()), nowMs);
      held.number = report.number();
      return true;
    }
    long expected = report.isRenewal() ? held.number : held.number + 1;
    if (held.people == null || report.number() != expected) {
      return false;
    }
    held.number = report.number();
    for (Person person : people(report.came())) {
      if (held.people.add(person)) {
        come(person, nowMs);
      }
    }
    for (Person person : people(report.gone())) {
      if (held.people.remove(person)) {
        go(person, nowMs);
      }
    }
    return true;
  }

  private void replace(Held held, Set<Person> people, long nowMs) {
    Set<Person> before = held.people == null ? Set.of() : held.people;
    held.people = people;
    people.stream().filter(person -> !before.contains(person)).forEach(p -> come(p, nowMs));
    before.stream().filter(person -> !people.contains(person)).forEach(p -> go(p, nowMs));
  }

  private static Set<Person> people(List<Lease.People> reported) {
    Set<Person> people = new HashSet<>();
    for (Lease.People each : reported) {
      for (PersonId agent : each.agents()) {
        people.add(new Person(each.org(), agent, true));
      }
      for (PersonId contact : each.contacts()) {
        people.add(new Person(each.org(), contact, false));
      }
    }
    return people;
  }

  private void come(Person person, long nowMs) {
    if (connected.merge(person, 1, Integer::sum) == 1 && leaving.remove(person) == null) {
      changed.put(person, nowMs);
    }
  }

  private void go(Person person, long nowMs) {
    if (disconnect(person)) {
      leaving.put(person, nowMs);
    }
  }

  /** Whether no node reports them any more. */
  private boolean disconnect(Person person) {
    return connected.computeIfPresent(person, (key, count) -> count == 1 ? null : count - 1)
        == null;
  }

  /** Ends what has run out; asked several times a second. */
  void look(long nowMs) {
    long napMs = nowMs - lookedAtMs - NAP_MS;
    if (napMs > 0) {
      // What was heard since we woke up has slept through nothing: not into the future.
      nodes.values().forEach(held -> held.heardAtMs = Math.min(nowMs, held.heardAtMs + napMs));
      leaving.replaceAll((person, sinceMs) -> Math.min(nowMs, sinceMs + napMs));
    }
    lookedAtMs = nowMs;
    for (Held lost : takeLost(nowMs)) {
      for (Person person : lost.people == null ? Set.<Person>of() : lost.people) {
        if (disconnect(person)) {
          changed.put(person, lost.heardAtMs);
        }
      }
    }
    Iterator<Map.Entry<Person, Long>> oldest = leaving.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<Person, Long> next = oldest.next();
      if (nowMs - next.getValue() < graceMs) {
        break;
      }
      oldest.remove();
      changed.put(next.getKey(), next.getValue());
    }
  }

  private List<Held> takeLost(long nowMs) {
    List<Held> lost = new ArrayList<>();
    nodes.values().removeIf(held -> nowMs - held.heardAtMs >= leaseMs && lost.add(held));
    return lost;
  }

  boolean isOnline(Person person) {
    return connected.containsKey(person) || leaving.containsKey(person);
  }

  int count() {
    return connected.size() + leaving.size();
  }

  /** Everybody who is online. */
  Set<Person> online() {
    Set<Person> online = new HashSet<>(connected.keySet());
    online.addAll(leaving.keySet());
    return online;
  }

  /** Who has come or gone since this was asked last, and when they were last seen. */
  Map<Person, Long> takeChanged() {
    Map<Person, Long> taken = changed;
    changed = new LinkedHashMap<>();
    return taken;
  }
}
