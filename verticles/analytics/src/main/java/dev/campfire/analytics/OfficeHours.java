package dev.campfire.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The business hours of an organisation from a moment on. An hour that clocks leave out is not
 * open; of one that they tell twice, the openings and closings are those of the second time, as
 * PostgreSQL reads such a time.
 *
 * @param zone on whose clocks, or null: there are no hours
 */
record OfficeHours(Instant since, ZoneId zone, List<Opening> week, Set<LocalDate> holidays) {

  /** As {@code BusinessHours} of the contract has it. */
  record Opening(int weekday, int fromMinute, int toMinute) {}

  /** Those in force at a moment, or null. */
  static OfficeHours at(List<OfficeHours> all, Instant moment) {
    OfficeHours found = null;
    for (OfficeHours each : all) {
      found = each.since.isAfter(moment) ? found : each;
    }
    return found == null || found.zone == null ? null : found;
  }

  /** How much of a stretch was open, in milliseconds. */
  long millis(Instant from, Instant to) {
    LocalDate last = to.atZone(zone).toLocalDate();
    long millis = 0;
    for (LocalDate day = from.atZone(zone).toLocalDate();
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (!holidays.contains(day)) {
        for (Opening opening : week) {
          if (opening.weekday == day.getDayOfWeek().getValue()) {
            millis +=
                overlap(moment(day, opening.fromMinute), moment(day, opening.toMinute), from, to);
          }
        }
      }
    }
    return millis;
  }

  private Instant moment(LocalDate day, int minute) {
    LocalDateTime local = day.atStartOfDay().plusMinutes(minute);
    return local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  private static long overlap(Instant opens, Instant closes, Instant from, Instant to) {
    Instant begin = opens.isAfter(from) ? opens : from;
    Instant end = closes.isBefore(to) ? closes : to;
    return end.isAfter(begin) ? Duration.between(begin, end).toMillis() : 0;
  }
}
