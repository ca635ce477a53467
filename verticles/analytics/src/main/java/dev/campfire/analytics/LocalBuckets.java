package dev.campfire.analytics;

import dev.campfire.contract.analytics.ReadSeries.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Hours or days as the clocks of a place tell them: a day of 23 or 25 hours where they are put
 * forward or back.
 *
 * @param starts when each begins; the first is not after the stretch's
 */
record LocalBuckets(Stretch stretch, List<Instant> starts) {

  static LocalBuckets of(Stretch stretch, Bucket bucket) {
    List<Instant> starts = new ArrayList<>();
    Instant start = first(stretch, bucket);
    while (start.isBefore(stretch.to())) {
      starts.add(start);
      start = bucket == Bucket.DAY ? nextDay(stretch, start) : nextHour(stretch, start);
    }
    return new LocalBuckets(stretch, starts);
  }

  private static Instant first(Stretch stretch, Bucket bucket) {
    ZonedDateTime from = stretch.from().atZone(stretch.zone());
    return bucket == Bucket.DAY
        ? from.toLocalDate().atStartOfDay(stretch.zone()).toInstant()
        : from.truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  private static Instant nextDay(Stretch stretch, Instant start) {
    // Past noon: the day may have begun at 1 o'clock, or twice.
    LocalDate day = start.plus(Duration.ofHours(12)).atZone(stretch.zone()).toLocalDate();
    Instant next = day.plusDays(1).atStartOfDay(stretch.zone()).toInstant();
    return next.isAfter(start) ? next : day.plusDays(2).atStartOfDay(stretch.zone()).toInstant();
  }

  /** Where clocks move by half an hour, one hour is half an hour long. */
  private static Instant nextHour(Stretch stretch, Instant start) {
    Instant later = start.plus(Duration.ofHours(1));
    Instant full = later.atZone(stretch.zone()).truncatedTo(ChronoUnit.HOURS).toInstant();
    return full.isAfter(start) ? full : later;
  }

  int size() {
    return starts.size();
  }

  /** Which one a moment of the stretch is in. */
  int indexOf(Instant at) {
    int found = Collections.binarySearch(starts, at);
    return found >= 0 ? found : -found - 2;
  }

  /** When one ends, within the stretch. */
  Instant end(int index) {
    boolean isLast = index == starts.size() - 1;
    return isLast || starts.get(index + 1).isAfter(stretch.to())
        ? stretch.to()
        : starts.get(index + 1);
  }

  /** Kept sums of which none is in two of them. */
  Cover cover() {
    List<Cover.Sums> sums = new ArrayList<>();
    List<Cover.Cut> cuts = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      Instant from = i == 0 ? stretch.from() : starts.get(i);
      Cover cover = Cover.of(from, end(i), Level.QUARTER, Level.DAY);
      cover.sums().forEach(each -> join(sums, each));
      cuts.addAll(cover.cuts());
    }
    return new Cover(sums, cuts);
  }

  private static void join(List<Cover.Sums> sums, Cover.Sums next) {
    Cover.Sums last = sums.isEmpty() ? null : sums.get(sums.size() - 1);
    if (last != null && last.level() == next.level() && last.to().equals(next.from())) {
      sums.set(sums.size() - 1, new Cover.Sums(last.level(), last.from(), next.to()));
    } else {
      sums.add(next);
    }
  }
}
