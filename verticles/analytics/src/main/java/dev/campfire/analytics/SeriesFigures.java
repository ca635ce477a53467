package dev.campfire.analytics;

import dev.campfire.contract.analytics.ReadSeries.Point;
import dev.campfire.contract.analytics.ReadSeries.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Puts the course of a figure together, bucket by bucket. */
final class SeriesFigures {
  private final LocalBuckets buckets;
  private final Sum[][] sums;
  private final Times[] times;
  private final Members[] members;
  private final List<List<Long>> exact = new ArrayList<>();
  private final long[] scores;
  private final long[] ratings;

  SeriesFigures(LocalBuckets buckets) {
    this.buckets = buckets;
    int size = buckets.size();
    sums = new Sum[Counted.values().length][size];
    times = new Times[size];
    members = new Members[size];
    scores = new long[size];
    ratings = new long[size];
    IntStream.range(0, size).forEach(i -> exact.add(new ArrayList<>(0)));
  }

  void addSums(Collection<Kept.OfKey> kept) {
    kept.forEach(each -> add(each.counted(), each.at(), each.sum()));
  }

  void addCutFacts(Collection<Kept.CutFact> facts) {
    for (Kept.CutFact fact : facts) {
      add(fact.kind(), fact.at(), fact.sum());
      if (fact.ms() != null) {
        times(fact.at()).add(fact.ms());
      }
    }
  }

  void addCutMessages(Collection<Kept.CutMessage> messages) {
    for (Kept.CutMessage message : messages) {
      add(Counted.MESSAGE, message.at(), Sum.ONE);
      if (message.contact() != null) {
        members(message.at()).add(message.contact());
      }
    }
  }

  void addSketches(Collection<Kept.Sketch> kept) {
    for (Kept.Sketch each : kept) {
      if (each.counted().isSet()) {
        members(each.at()).add(each.bytes());
      } else {
        times(each.at()).add(each.bytes());
      }
    }
  }

  void addTimes(Collection<Kept.Time> all) {
    all.forEach(time -> exact.get(buckets.indexOf(time.at())).add(time.ms()));
  }

  void addRatings(Collection<Kept.Ratings> ofQuarters) {
    for (Kept.Ratings each : ofQuarters) {
      // A quarter may begin before the stretch does.
      int index = Math.max(0, buckets.indexOf(each.at()));
      ratings[index] += each.count();
      scores[index] += each.total();
    }
  }

  private void add(Counted counted, Instant at, Sum sum) {
    int index = buckets.indexOf(at);
    Sum before = sums[counted.ordinal()][index];
    sums[counted.ordinal()][index] = before == null ? sum : before.plus(sum);
  }

  private Times times(Instant at) {
    int index = buckets.indexOf(at);
    times[index] = times[index] == null ? new Times() : times[index];
    return times[index];
  }

  private Members members(Instant at) {
    int index = buckets.indexOf(at);
    members[index] = members[index] == null ? new Members() : members[index];
    return members[index];
  }

  private Sum sum(Counted counted, int index) {
    Sum sum = sums[counted.ordinal()][index];
    return sum == null ? Sum.NONE : sum;
  }

  /** How many there are in all. */
  long count(Counted counted) {
    return IntStream.range(0, buckets.size()).mapToLong(i -> sum(counted, i).count()).sum();
  }

  Series counts(Counted counted) {
    return points(
        i -> {
          long count = sum(counted, i).count();
          return point(i, (double) count, count);
        });
  }

  Series contacts() {
    return points(
        i -> {
          long count = members[i] == null ? 0 : members[i].count();
          return point(i, (double) count, count);
        });
  }

  Series csat() {
    return points(
        i -> point(i, ratings[i] == 0 ? null : (double) scores[i] / ratings[i], ratings[i]));
  }

  /** Of the resolved, by the opened. */
  Series resolutionRate() {
    return points(
        i -> {
          long opened = sum(Counted.OPENED, i).count();
          return point(i, OverviewFigures.rate(sum(Counted.RESOLUTION, i).count(), opened), opened);
        });
  }

  Series times(Counted counted, boolean exactly) {
    return points(
        i -> {
          Sum sum = sum(counted, i);
          if (sum.count() == 0) {
            return point(i, null, 0);
          }
          long p50 =
              exactly ? median(exact.get(i)) : Math.min(times[i].percentile(50), sum.longest());
          return point(i, (double) p50, sum.count());
        });
  }

  /** Nearest rank, as PostgreSQL's {@code percentile_disc}. */
  private static long median(List<Long> all) {
    List<Long> sorted = all.stream().sorted().toList();
    return sorted.get((sorted.size() + 1) / 2 - 1);
  }

  /**
   * How many were open at the end of each.
   *
   * @param openAtEnd at the end of the stretch
   */
  Series open(long openAtEnd) {
    long[] open = new long[buckets.size()];
    long at = openAtEnd;
    for (int i = buckets.size() - 1; i >= 0; i--) {
      open[i] = at;
      at -= moves(i);
    }
    return points(i -> point(i, (double) open[i], open[i]));
  }

  private long moves(int index) {
    return sum(Counted.OPENED, index).count()
        + sum(Counted.REOPENED, index).count()
        - sum(Counted.RESOLUTION, index).count();
  }

  private Point point(int index, Double value, long count) {
    return new Point(buckets.starts().get(index), value, count);
  }

  private Series points(IntFunction<Point> point) {
    return new Series(IntStream.range(0, buckets.size()).mapToObj(point).toList());
  }
}
