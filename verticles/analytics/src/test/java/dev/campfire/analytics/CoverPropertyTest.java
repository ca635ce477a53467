package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.analytics.ReadSeries.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class CoverPropertyTest {
  private static final long YEAR = 366L * 24 * 3_600_000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.000Z");

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "America/Sao_Paulo",
        "Africa/Cairo");
  }

  private record Piece(Instant from, Instant to) {}

  private static List<Piece> pieces(Cover cover) {
    List<Piece> pieces = new ArrayList<>();
    cover.sums().forEach(each -> pieces.add(new Piece(each.from(), each.to())));
    cover.cuts().forEach(each -> pieces.add(new Piece(each.from(), each.to())));
    pieces.sort(Comparator.comparing(Piece::from));
    return pieces;
  }

  @Property
  void aCoverIsTheStretchWithoutGapAndOverlap(
      @ForAll @LongRange(max = YEAR) long from, @ForAll @LongRange(max = YEAR) long length) {
    Instant begin = START.plusMillis(from);
    Instant end = begin.plusMillis(length);
    for (Level finest : List.of(Level.QUARTER, Level.HOUR)) {
      Cover cover = Cover.of(begin, end, finest, Level.DAY);

      Instant at = begin;
      for (Piece piece : pieces(cover)) {
        assertThat(piece.from()).isEqualTo(at);
        assertThat(piece.to()).isAfter(piece.from());
        at = piece.to();
      }
      assertThat(at).isEqualTo(length == 0 ? begin : end);
      assertThat(cover.sums().size()).isLessThanOrEqualTo(5);
      assertThat(cover.cuts())
          .allSatisfy(
              cut ->
                  assertThat(Level.QUARTER.floor(cut.to().minusMillis(1)))
                      .isEqualTo(Level.QUARTER.floor(cut.from())));
    }
  }

  @Property(tries = 300)
  void eachUnitOfABucketsCoverIsInOneBucket(
      @ForAll("places") String place,
      @ForAll @LongRange(max = YEAR) long from,
      @ForAll @LongRange(min = 1, max = YEAR / 12) long length) {
    Instant begin = START.plusMillis(from);
    Stretch stretch = new Stretch(begin, begin.plusMillis(length), ZoneId.of(place));
    for (Bucket bucket : Bucket.values()) {
      LocalBuckets buckets = LocalBuckets.of(stretch, bucket);

      assertThat(buckets.starts()).isSorted().doesNotHaveDuplicates();
      assertThat(buckets.starts().get(0)).isBeforeOrEqualTo(begin);
      for (Instant start : buckets.starts()) {
        var local = start.atZone(stretch.zone());
        assertThat(local.getMinute()).isIn(0, 30);
        assertThat(bucket == Bucket.DAY && local.getHour() > 1).isFalse();
      }
      for (Cover.Sums sums : buckets.cover().sums()) {
        Duration unit = Duration.ofMillis(sums.level().millis());
        for (Instant at = sums.from(); at.isBefore(sums.to()); at = at.plus(unit)) {
          assertThat(buckets.indexOf(at)).isEqualTo(buckets.indexOf(at.plus(unit).minusMillis(1)));
        }
      }
    }
  }
}
