package dev.campfire.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OfficeHoursTest {
  private static final long HOUR = 3_600_000;

  private static OfficeHours every(String zone, int from, int to, String... holidays) {
    return new OfficeHours(
        Instant.EPOCH,
        ZoneId.of(zone),
        IntStream.rangeClosed(1, 5)
            .mapToObj(day -> new OfficeHours.Opening(day, from, to))
            .toList(),
        Set.of(holidays).stream()
            .map(LocalDate::parse)
            .collect(java.util.stream.Collectors.toSet()));
  }

  private static long millis(OfficeHours hours, String from, String to) {
    return hours.millis(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void easterIsClosedAndTheWeekendToo() {
    OfficeHours hours = every("Europe/Berlin", 540, 1_080, "2026-04-03", "2026-04-06");

    // Thursday 17:30 to Tuesday 9:15, with two holidays and a weekend between.
    assertThat(millis(hours, "2026-04-02T15:30:00.000Z", "2026-04-07T07:15:00.000Z"))
        .isEqualTo(45 * 60_000);
    assertThat(millis(hours, "2026-04-03T08:00:00.000Z", "2026-04-03T12:00:00.000Z")).isZero();
  }

  @Test
  void theSameHoursOfTheClockAreOpenBeforeAndAfterClocksMove() {
    OfficeHours hours = every("America/New_York", 540, 1_020);

    // Friday to Monday over the 8th of March 2026, when clocks go forward.
    assertThat(millis(hours, "2026-03-06T14:00:00.000Z", "2026-03-09T21:00:00.000Z"))
        .isEqualTo(16 * HOUR);
  }

  @Test
  void aNightIsAsLongAsItsClocksMakeIt() {
    OfficeHours sundays =
        new OfficeHours(
            Instant.EPOCH,
            ZoneId.of("Europe/Berlin"),
            List.of(new OfficeHours.Opening(7, 0, 360)),
            Set.of());

    assertThat(millis(sundays, "2026-03-28T00:00:00.000Z", "2026-03-30T00:00:00.000Z"))
        .isEqualTo(5 * HOUR);
    assertThat(millis(sundays, "2026-10-24T00:00:00.000Z", "2026-10-26T00:00:00.000Z"))
        .isEqualTo(7 * HOUR);
  }

  @Test
  void thoseInForceAreTheNewestOfThatMoment() {
    OfficeHours first = every("UTC", 540, 600);
    OfficeHours none = new OfficeHours(Instant.ofEpochSecond(100), null, List.of(), Set.of());

    assertThat(OfficeHours.at(List.of(first, none), Instant.ofEpochSecond(99))).isEqualTo(first);
    assertThat(OfficeHours.at(List.of(first, none), Instant.ofEpochSecond(100))).isNull();
    assertThat(OfficeHours.at(List.of(), Instant.EPOCH)).isNull();
  }
}
