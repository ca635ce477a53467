package dev.campfire.analytics;

import dev.campfire.contract.analytics.Csat;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.TimeFigure;
import dev.campfire.contract.id.PersonId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Puts together what each agent did. */
final class AgentFigures {
  private record Key(UUID agent, Counted counted) {}

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Map<Key, Times> times = new HashMap<>();
  private final Map<Key, Kept.Percentiles> exact = new HashMap<>();
  private final Map<UUID, Kept.Ratings> ratings = new HashMap<>();

  void addSums(Collection<Kept.OfKey> kept) {
    kept.forEach(each -> add(new Key(UUID.fromString(each.key()), each.counted()), each.sum()));
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    for (Kept.CutFact fact : facts) {
      if (fact.agent() != null) {
        Key key = new Key(fact.agent(), fact.kind());
        add(key, fact.sum());
        times(key).add(fact.ms());
      }
    }
  }

  void addSketches(Collection<Kept.Sketch> kept) {
    for (Kept.Sketch each : kept) {
      times(new Key(UUID.fromString(each.key()), each.counted())).add(each.bytes());
    }
  }

  void setExact(Counted counted, Collection<Kept.Percentiles> found) {
    found.forEach(each -> exact.put(new Key(each.agent(), counted), each));
  }

  void addRatings(Collection<Kept.Ratings> found) {
    found.forEach(each -> ratings.put(each.agent(), each));
  }

  private void add(Key key, Sum sum) {
    sums.merge(key, sum, Sum::plus);
  }

  private Times times(Key key) {
    return times.computeIfAbsent(key, none -> new Times());
  }

  /** How many times there are in all. */
  long count() {
    return sums.values().stream().mapToLong(Sum::count).sum();
  }

  Set<UUID> agents() {
    Set<UUID> agents = new HashSet<>(ratings.keySet());
    sums.keySet().forEach(key -> agents.add(key.agent()));
    return agents;
  }

  ReadAgents.Agents agents(Map<UUID, String> names) {
    return new ReadAgents.Agents(
        agents().stream()
            .map(agent -> figures(agent, names.get(agent)))
            .sorted(
                Comparator.comparingLong(ReadAgents.AgentFigures::replies)
                    .reversed()
                    .thenComparing(each -> each.id().toString()))
            .toList());
  }

  private ReadAgents.AgentFigures figures(UUID agent, String name) {
    Kept.Ratings rated = ratings.getOrDefault(agent, new Kept.Ratings(agent, null, 0, 0));
    long resolved = sum(agent, Counted.RESOLUTION).count();
    return new ReadAgents.AgentFigures(
        new PersonId(agent),
        name,
        sum(agent, Counted.REPLY).count(),
        time(agent, Counted.FIRST_RESPONSE),
        time(agent, Counted.REPLY),
        resolved,
        time(agent, Counted.RESOLUTION),
        new Csat(rated.score(), rated.count(), resolved));
  }

  private Sum sum(UUID agent, Counted counted) {
    return sums.getOrDefault(new Key(agent, counted), Sum.NONE);
  }

  private TimeFigure time(UUID agent, Counted counted) {
    Sum sum = sum(agent, counted);
    if (sum.count() == 0) {
      return null;
    }
    Kept.Percentiles known = exact.get(new Key(agent, counted));
    return known == null
        ? times(new Key(agent, counted)).figure(sum)
        : new TimeFigure(sum.count(), known.p50(), known.p90(), sum.mean(), sum.longest());
  }
}
