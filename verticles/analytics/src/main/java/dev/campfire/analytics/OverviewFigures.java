package dev.campfire.analytics;

import dev.campfire.contract.analytics.Csat;
import dev.campfire.contract.analytics.KeyCount;
import dev.campfire.contract.analytics.ReadOverview.Overview;
import dev.campfire.contract.analytics.TimeFigure;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts an overview together from what is kept and what lies in cuts. */
final class OverviewFigures {
  private final Map<Counted, Map<String, Sum>> sums = new EnumMap<>(Counted.class);
  private final Map<Counted, Times> times = new EnumMap<>(Counted.class);
  private final Map<Counted, TimeFigure> exact = new EnumMap<>(Counted.class);
  private final People people = new People();
  private final Map<Integer, Long> hours = new TreeMap<>();
  private final Stretch stretch;

  OverviewFigures(Stretch stretch) {
    this.stretch = stretch;
  }

  void addSums(Collection<Kept.OfKey> kept) {
    kept.forEach(each -> add(each.counted(), each.key(), each.sum()));
  }

  void addSketches(Collection<Kept.Sketch> kept) {
    for (Kept.Sketch each : kept) {
      if (each.counted() == Counted.CONTACT) {
        people.add(each.bytes());
      } else {
        times(each.counted()).add(each.bytes());
      }
    }
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    for (Kept.CutFact fact : facts) {
      add(fact.kind(), Tally.ALL, fact.sum());
      if (fact.ms() != null) {
        times(fact.kind()).add(fact.ms());
      }
      if (fact.channel() != null) {
        add(fact.kind(), Tally.name(fact.channel()), fact.sum());
      }
    }
  }

  void addCutFactsOfAgents(Collection<Kept.CutFact> facts) {
    facts.stream()
        .filter(fact -> fact.agent() != null)
        .forEach(fact -> add(fact.kind(), Tally.agent(fact.agent()), fact.sum()));
  }

  void addCutMessages(Collection<Kept.CutMessage> messages) {
    for (Kept.CutMessage message : messages) {
      add(Counted.MESSAGE, Tally.name(message.by()), Sum.ONE);
      addToHour(message.at(), 1);
      if (message.contact() != null) {
        people.add(message.contact());
      }
    }
  }

  /** Messages of stretches that lie in one hour of the day each. */
  void addHours(Collection<Kept.OfKey> kept) {
    kept.forEach(each -> addToHour(each.at(), each.sum().count()));
  }

  private void addToHour(Instant at, long count) {
    hours.merge(at.atZone(stretch.zone()).getHour(), count, Long::sum);
  }

  private void add(Counted counted, String key, Sum sum) {
    sums.computeIfAbsent(counted, none -> new HashMap<>()).merge(key, sum, Sum::plus);
  }

  private Times times(Counted counted) {
    return times.computeIfAbsent(counted, none -> new Times());
  }

  Sum all(Counted counted) {
    return sums.getOrDefault(counted, Map.of()).getOrDefault(Tally.ALL, Sum.NONE);
  }

  /** Percentiles that were not taken from a sketch. */
  void set(Counted counted, Kept.Percentiles percentiles) {
    Sum sum = all(counted);
    exact.put(
        counted,
        new TimeFigure(
            sum.count(), percentiles.p50(), percentiles.p90(), sum.mean(), sum.longest()));
  }

  /** Everybody who replied. */
  Set<UUID> agents() {
    return sums.getOrDefault(Counted.REPLY, Map.of()).keySet().stream()
        .filter(key -> !key.equals(Tally.ALL))
        .map(UUID::fromString)
        .collect(Collectors.toSet());
  }

  private TimeFigure time(Counted counted) {
    Sum sum = all(counted);
    if (sum.count() == 0) {
      return null;
    }
    return exact.containsKey(counted) ? exact.get(counted) : times(counted).figure(sum);
  }

  Overview overview(Kept.Now now, Kept.Ratings ratings, Map<UUID, String> names, Long lagMs) {
    long opened = all(Counted.OPENED).count();
    long reopened = all(Counted.REOPENED).count();
    long resolved = all(Counted.RESOLUTION).count();
    return new Overview(
        opened,
        resolved,
        rate(resolved, opened),
        now.open(),
        now.waiting(),
        time(Counted.FIRST_RESPONSE),
        time(Counted.REPLY),
        time(Counted.RESOLUTION),
        new Csat(ratings.score(), ratings.count(), resolved),
        byKey(Counted.MESSAGE, Map.of()),
        byKey(Counted.OPENED, Map.of()),
        byKey(Counted.REPLY, names),
        hours.entrySet().stream()
            .map(each -> new KeyCount(String.valueOf(each.getKey()), each.getValue(), null))
            .toList(),
        people.count(),
        reopened,
        rate(reopened, resolved),
        now.complete(),
        lagMs);
  }

  static Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  /** The most first. */
  private List<KeyCount> byKey(Counted counted, Map<UUID, String> names) {
    return sums.getOrDefault(counted, Map.of()).entrySet().stream()
        .filter(each -> !each.getKey().equals(Tally.ALL))
        .map(
            each ->
                new KeyCount(
                    each.getKey(),
                    each.getValue().count(),
                    names.isEmpty() ? null : names.get(UUID.fromString(each.getKey()))))
        .sorted(Comparator.comparingLong(KeyCount::count).reversed().thenComparing(KeyCount::key))
        .toList();
  }
}
