package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.campfire.contract.schema.OrNull;
import java.time.Instant;
import java.util.List;

/** Asks how long things took, by channel or by tag. */
public record ReadGroups(By by, Instant from, Instant to) {

  /** What they are told apart by. */
  public enum By {
    @JsonProperty("channel")
    CHANNEL,
    /** Those that the conversation had when the time ended; one with two tags counts for both. */
    @JsonProperty("tag")
    TAG
  }

  /** The most replies first, 100 at most. */
  public record Groups(List<Group> groups) {}

  /**
   * One channel or tag.
   *
   * @param key its name
   */
  public record Group(
      String key,
      @OrNull TimeFigure firstResponseTime,
      @OrNull TimeFigure replyTime,
      @OrNull TimeFigure resolutionTime) {}
}
