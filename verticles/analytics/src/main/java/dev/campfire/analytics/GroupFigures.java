package dev.campfire.analytics;

import dev.campfire.contract.analytics.Csat;
import dev.campfire.contract.analytics.ReadAgents;
import dev.campfire.contract.analytics.ReadGroups;
import dev.campfire.contract.analytics.TimeFigure;
import dev.campfire.contract.id.PersonId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Puts together what each agent did, or how it went by channel or tag. */
final class GroupFigures {
  private record Key(String group, Counted counted) {}

  private final Map<Key, Sum> sums = new HashMap<>();
  private final Map<Key, Times> times = new HashMap<>();
  private final Map<Key, Kept.Percentiles> exact = new HashMap<>();
  private final Map<UUID, Kept.Ratings> ratings = new HashMap<>();
  private final KeyKind by;

  GroupFigures(KeyKind by) {
    this.by = by;
  }

  void addSums(Collection<Kept.OfKey> kept) {
    kept.forEach(each -> add(new Key(by.name(each.key()), each.counted()), each.sum()));
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    for (Kept.CutFact fact : facts) {
      fact.keys(by)
          .map(each -> new Key(by.name(each), fact.kind()))
          .forEach(
              key -> {
                add(key, fact.sum());
                times(key).add(fact.ms());
              });
    }
  }

  void addSketches(Collection<Kept.Sketch> kept) {
    for (Kept.Sketch each : kept) {
      times(new Key(by.name(each.key()), each.counted())).add(each.bytes());
    }
  }

  void setExact(Counted counted, Collection<Kept.Percentiles> found) {
    found.forEach(each -> exact.put(new Key(by.name(each.key()), counted), each));
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
    sums.keySet().forEach(key -> agents.add(UUID.fromString(key.group())));
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
    String group = agent.toString();
    long resolved = sum(group, Counted.RESOLUTION).count();
    return new ReadAgents.AgentFigures(
        new PersonId(agent),
        name,
        sum(group, Counted.REPLY).count(),
        time(group, Counted.FIRST_RESPONSE),
        time(group, Counted.REPLY),
        resolved,
        time(group, Counted.RESOLUTION),
        new Csat(rated.score(), rated.count(), resolved));
  }

  /** Those with the most replies, then resolutions. */
  ReadGroups.Groups groups(int most) {
    return new ReadGroups.Groups(
        sums.keySet().stream()
            .map(Key::group)
            .distinct()
            .sorted(
                Comparator.comparingLong((String group) -> -sum(group, Counted.REPLY).count())
                    .thenComparing(group -> -sum(group, Counted.RESOLUTION).count())
                    .thenComparing(Comparator.naturalOrder()))
            .limit(most)
            .map(
                group ->
                    new ReadGroups.Group(
                        group,
                        time(group, Counted.FIRST_RESPONSE),
                        time(group, Counted.REPLY),
                        time(group, Counted.RESOLUTION)))
            .toList());
  }

  private Sum sum(String group, Counted counted) {
    return sums.getOrDefault(new Key(group, counted), Sum.NONE);
  }

  private TimeFigure time(String group, Counted counted) {
    Sum sum = sum(group, counted);
    if (sum.count() == 0) {
      return null;
    }
    Kept.Percentiles known = exact.get(new Key(group, counted));
    return known == null
        ? times(new Key(group, counted)).figure(sum)
        : new TimeFigure(sum.count(), known.p50(), known.p90(), sum.mean(), sum.longest());
  }
}
