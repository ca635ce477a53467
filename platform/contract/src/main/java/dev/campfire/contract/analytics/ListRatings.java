package dev.campfire.contract.analytics;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/**
 * Asks for ratings, the newest first.
 *
 * @param before a {@code next} of an earlier page; opaque
 */
public record ListRatings(
    Instant from,
    Instant to,
    @Optional @Text(max = 200) String before,
    @Optional @Range(min = 1, max = 200) Integer limit) {

  /**
   * One page.
   *
   * @param scores how many of each score there are in the whole stretch, {@code "1"} to {@code "5"}
   * @param next the {@code before} of the page after it, or null on the last one
   */
  public record Page(List<Rating> items, List<KeyCount> scores, @OrNull String next) {}

  /**
   * One rating.
   *
   * @param agentId whose the episode was when it was resolved
   */
  public record Rating(
      ConversationId conversationId,
      @Range long number,
      @Range(min = 1, max = 5) int score,
      @Optional String comment,
      Instant at,
      @Optional PersonId agentId,
      @Optional String agentName) {}
}
