package dev.campfire.contract.identity;

import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.util.List;

/**
 * When an organisation answers. Times are measured in these hours too, beside the calendar.
 *
 * @param timezone an IANA name: on whose clocks
 * @param week the openings of a week, of which no two may overlap
 * @param holidays days on which it is closed, as {@code 2026-12-25}
 */
public record BusinessHours(
    @Text(max = 64) String timezone,
    @Items(max = 28) List<Opening> week,
    @Items(max = 400) @Text(max = 10) List<String> holidays) {

  /**
   * One opening.
   *
   * @param weekday Monday is 1, Sunday 7
   * @param fromMinute of the day: 540 is 9 o'clock
   * @param toMinute the first minute that is closed again; 1440 is midnight
   */
  public record Opening(
      @Range(min = 1, max = 7) int weekday,
      @Range(max = 1_439) int fromMinute,
      @Range(min = 1, max = 1_440) int toMinute) {}
}
