package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which agents and contacts are connected to this node, each once, however many sockets they have.
 * An integration is nobody who could be there. Thread-safe.
 */
public final class ConnectedPeople {
  record Person(OrgId org, PersonId id, boolean isAgent) {}

  private final Map<Person, Integer> sockets = new ConcurrentHashMap<>();
  private final Set<Person> changed = ConcurrentHashMap.newKeySet();

  /** One more socket of the caller's. */
  public void enter(Caller caller) {
    if (isPerson(caller)) {
      Person person = person(caller);
      sockets.merge(person, 1, Integer::sum);
      changed.add(person);
    }
  }

  /** One socket less. */
  public void leave(Caller caller) {
    if (isPerson(caller)) {
      Person person = person(caller);
      sockets.computeIfPresent(person, (key, count) -> count == 1 ? null : count - 1);
      changed.add(person);
    }
  }

  private static boolean isPerson(Caller caller) {
    return caller.role() != Role.SERVICE;
  }

  private static Person person(Caller caller) {
    return new Person(caller.org(), caller.id(), !caller.isContact());
  }

  /** Whose sockets have opened or closed since this was asked last; some may be as before. */
  Set<Person> takeChanged() {
    Set<Person> taken = Set.copyOf(changed);
    // Before anybody looks whether they are here: what changes from now on is for the next time.
    changed.removeAll(taken);
    return taken;
  }

  boolean isHere(Person person) {
    return sockets.containsKey(person);
  }
}
