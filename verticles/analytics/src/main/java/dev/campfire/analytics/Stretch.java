package dev.campfire.analytics;

import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report is about: from a moment to before another, on the clocks of a place.
 *
 * @param zone for hours and days
 */
record Stretch(Instant from, Instant to, ZoneId zone) {
  /** Contract section 5. */
  private static final Duration LONGEST = Duration.ofDays(400);

  /** PostgreSQL and the clocks of most places know nothing before; nobody wrote to us then. */
  private static final Instant EARLIEST = Instant.EPOCH;

  static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * @throws ProblemException {@code invalid_request}, naming each field at fault
   */
  static Stretch of(Instant from, Instant to, String timezone) {
    List<Problem.FieldError> errors = new ArrayList<>();
    checkTime(errors, "from", from);
    checkTime(errors, "to", to);
    if (to.isBefore(from)) {
      errors.add(new Problem.FieldError("to", "must not be before from"));
    } else if (errors.isEmpty() && Duration.between(from, to).compareTo(LONGEST) > 0) {
      errors.add(
          new Problem.FieldError("to", "must be at most " + LONGEST.toDays() + " days after from"));
    }
    ZoneId zone = zone(timezone);
    if (zone == null) {
      errors.add(new Problem.FieldError("timezone", "must be a time zone such as Europe/Berlin"));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return new Stretch(from, to, zone);
  }

  private static void checkTime(List<Problem.FieldError> errors, String field, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      errors.add(new Problem.FieldError(field, "must be between the years 1970 and 9998"));
    }
  }

  /** Only names: Java would also take offsets in forms that others read the other way round. */
  private static ZoneId zone(String name) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
  }

  Cover cover() {
    return Cover.of(from, to, Level.QUARTER, Level.DAY);
  }

  /** In units of which sums of each agent, channel and tag are kept. */
  Cover coverOfDetails() {
    return Cover.of(from, to, Level.HOUR, Level.DAY);
  }

  /** In units that fall into one hour of the day each, on the clocks of the place. */
  Cover coverByHour() {
    return Cover.of(from, to, Level.QUARTER, hasWholeHours() ? Level.HOUR : Level.QUARTER);
  }

  private boolean hasWholeHours() {
    Instant at = from;
    while (isWholeHour(at)) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(at);
      if (next == null || !next.getInstant().isBefore(to)) {
        return true;
      }
      at = next.getInstant();
    }
    return false;
  }

  private boolean isWholeHour(Instant at) {
    return zone.getRules().getOffset(at).getTotalSeconds() % 3_600 == 0;
  }
}
