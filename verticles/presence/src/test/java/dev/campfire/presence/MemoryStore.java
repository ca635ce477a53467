package dev.campfire.presence;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.presence.AgentPresence;
import dev.campfire.contract.presence.Availability;
import dev.campfire.contract.presence.ReadAvailability.AgentAvailability;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The same rules in memory, for agents. */
final class MemoryStore implements PresenceStore {
  RuntimeException failure;
  Instant watchedAt = Instant.EPOCH;
  Set<Person> wrong = Set.of();
  final List<Seen> written = new ArrayList<>();
  private final Map<PersonId, OrgId> orgs = new HashMap<>();
  private final Map<PersonId, AgentPresence> agents = new LinkedHashMap<>();

  void add(OrgId org, PersonId id, String name) {
    orgs.put(id, org);
    agents.put(id, new AgentPresence(id, name, Availability.ONLINE, false, null));
  }

  void setAway(PersonId id) {
    AgentPresence old = agents.get(id);
    agents.put(
        id, new AgentPresence(id, old.name(), Availability.AWAY, old.isOnline(), old.lastSeenAt()));
  }

  private boolean isAvailable(OrgId org) {
    return agents.values().stream()
        .anyMatch(
            agent ->
                orgs.get(agent.id()).equals(org)
                    && agent.isOnline()
                    && agent.availability() == Availability.ONLINE);
  }

  @Override
  public Future<Written> write(Collection<Seen> batch) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    written.addAll(batch);
    Map<OrgId, List<AgentPresence>> now = new HashMap<>();
    Map<OrgId, Boolean> before = new HashMap<>();
    Map<OrgId, Boolean> after = new HashMap<>();
    for (Seen seen : batch) {
      before.putIfAbsent(seen.person().org(), isAvailable(seen.person().org()));
    }
    for (Seen seen : batch) {
      AgentPresence old = agents.get(seen.person().id());
      AgentPresence agent =
          new AgentPresence(
              old.id(), old.name(), old.availability(), seen.isOnline(), seen.seenAt());
      agents.put(old.id(), agent);
      now.computeIfAbsent(seen.person().org(), org -> new ArrayList<>()).add(agent);
    }
    before.keySet().forEach(org -> after.put(org, isAvailable(org)));
    return Future.succeededFuture(new Written(now, before, after));
  }

  @Override
  public Future<Chosen> choose(Caller agent, Availability availability, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Chosen> follow(Caller agent, Instant activeAt, Instant awayBefore) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<AgentPresence>> agents(OrgId org) {
    return Future.succeededFuture(List.copyOf(agents.values()));
  }

  @Override
  public Future<List<AgentAvailability>> workloads(OrgId org) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Set<OrgId>> orgsWithPeopleOnline() {
    return Future.succeededFuture(new HashSet<>(orgs.values()));
  }

  @Override
  public Future<Set<Person>> findWrong(Set<OrgId> asked, Collection<Person> online) {
    return Future.succeededFuture(wrong);
  }

  @Override
  public Future<Instant> watchedAt() {
    return Future.succeededFuture(watchedAt);
  }

  @Override
  public Future<Void> watch(Instant now) {
    watchedAt = now;
    return Future.succeededFuture();
  }
}
