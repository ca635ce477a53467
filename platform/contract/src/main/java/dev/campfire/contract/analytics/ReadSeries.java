package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/**
 * Asks for the course of one figure.
 *
 * @param timezone an IANA name: hours and days begin as its clocks say; UTC by default
 */
public record ReadSeries(
    Metric metric,
    Instant from,
    Instant to,
    Bucket bucket,
    @Optional @Text(max = 64) String timezone) {

  /** How long each point is, on the clocks of the time zone. */
  public enum Bucket {
    @JsonProperty("hour")
    HOUR,
    @JsonProperty("day")
    DAY
  }

  /** Every bucket that has a moment between {@code from} and {@code to}, ascending. */
  public record Series(List<Point> points) {}

  /**
   * One bucket.
   *
   * @param at when it begins; what lies before {@code from} does not count
   * @param value the figure; a time's is its p50, csat's its score; null without data
   * @param count how many it stands on
   */
  public record Point(Instant at, @OrNull Double value, @Range long count) {}
}
