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
  private final Members contacts = new Members();
  private final Members conversations = new Members();
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
      switch (each.counted()) {
        case CONTACT -> contacts.add(each.bytes());
        case CONVERSATION -> conversations.add(each.bytes());
        default -> times(each.counted()).add(each.bytes());
      }
    }
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    for (Kept.CutFact fact : facts) {
      add(fact.kind(), Tally.ALL, fact.sum());
      if (fact.ms() != null) {
        times(fact.kind()).add(fact.ms());
      }
    }
  }

  /** The same by keys. */
  void addCutFacts(Collection<Kept.CutFact> facts, KeyKind by) {
    facts.forEach(fact -> fact.keys(by).forEach(key -> add(fact.kind(), key, fact.sum())));
  }

  void addCutMessages(Collection<Kept.CutMessage> messages) {
    for (Kept.CutMessage message : messages) {
      add(Counted.MESSAGE, KeyKind.SENDER.key(message.by()), Sum.ONE);
      addToHour(message.at(), 1);
      if (message.contact() != null) {
        contacts.add(message.contact());
        conversations.add(message.conversation());
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
        .filter(KeyKind.AGENT::isOf)
        .map(key -> UUID.fromString(KeyKind.AGENT.name(key)))
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
        byKey(Counted.MESSAGE, KeyKind.SENDER, Map.of()),
        byKey(Counted.OPENED, KeyKind.CHANNEL, Map.of()),
        byKey(Counted.REPLY, KeyKind.AGENT, names),
        hours.entrySet().stream()
            .map(each -> new KeyCount(String.valueOf(each.getKey()), each.getValue(), null))
            .toList(),
        contacts.count(),
        reopened,
        rate(reopened, resolved),
        time(Counted.FIRST_RESPONSE_BUSINESS),
        time(Counted.REPLY_BUSINESS),
        time(Counted.RESOLUTION_BUSINESS),
        conversations.count(),
        rate(conversations.count(), contacts.count()),
        rate(messages(), conversations.count()),
        byKey(Counted.USE, KeyKind.FEATURE, Map.of()),
        now.complete(),
        lagMs);
  }

  static Double rate(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  private long messages() {
    return sums.getOrDefault(Counted.MESSAGE, Map.of()).values().stream()
        .mapToLong(Sum::count)
        .sum();
  }

  /** The most first. */
  private List<KeyCount> byKey(Counted counted, KeyKind by, Map<UUID, String> names) {
    return sums.getOrDefault(counted, Map.of()).entrySet().stream()
        .filter(each -> by.isOf(each.getKey()))
        .map(
            each -> {
              String name = by.name(each.getKey());
              return new KeyCount(
                  name,
                  each.getValue().count(),
                  names.isEmpty() ? null : names.get(UUID.fromString(name)));
            })
        .sorted(Comparator.comparingLong(KeyCount::count).reversed().thenComparing(KeyCount::key))
        .toList();
  }
}
