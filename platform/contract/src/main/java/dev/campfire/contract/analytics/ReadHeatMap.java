package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/** Asks when in the week something happens. */
public record ReadHeatMap(
    Of of, Instant from, Instant to, @Optional @Text(max = 64) String timezone) {

  /** What is counted. */
  public enum Of {
    @JsonProperty("conversationsOpened")
    CONVERSATIONS_OPENED,
    @JsonProperty("contactMessages")
    CONTACT_MESSAGES,
    @JsonProperty("replies")
    REPLIES
  }

  /** The hours of the week in which it happened; the others have none. */
  public record HeatMap(List<Cell> cells) {}

  /**
   * One hour of the week.
   *
   * @param weekday 1 for Monday to 7 (ISO 8601)
   * @param hour 0 to 23
   */
  public record Cell(
      @Range(min = 1, max = 7) int weekday,
      @Range(min = 0, max = 23) int hour,
      @Range long count) {}
}
