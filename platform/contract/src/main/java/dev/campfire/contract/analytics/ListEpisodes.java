package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/**
 * Asks for what stands behind a number, the newest first.
 *
 * @param agentId only this agent's
 * @param before a {@code next} of an earlier page; opaque
 */
public record ListEpisodes(
    Behind behind,
    Instant from,
    Instant to,
    @Optional PersonId agentId,
    @Optional @Text(max = 200) String before,
    @Optional @Range(min = 1, max = 200) Integer limit) {

  /** Which number. */
  public enum Behind {
    @JsonProperty("conversationsOpened")
    CONVERSATIONS_OPENED,
    @JsonProperty("conversationsReopened")
    CONVERSATIONS_REOPENED,
    @JsonProperty("firstResponseTime")
    FIRST_RESPONSE_TIME,
    @JsonProperty("replyTime")
    REPLY_TIME,
    @JsonProperty("resolutionTime")
    RESOLUTION_TIME
  }

  /**
   * One page.
   *
   * @param next the {@code before} of the page after it, or null on the last one
   */
  public record Page(List<Item> items, @OrNull String next) {}

  /**
   * One thing that was counted.
   *
   * @param number the conversation's
   * @param at when it happened; a time: ended
   * @param ms how long it took, where the number is a time
   * @param agentId who replied, or whose the episode was when it was resolved
   */
  public record Item(
      ConversationId conversationId,
      @Range long number,
      @Optional String subject,
      Instant at,
      @Optional @Range Long ms,
      @Optional PersonId agentId,
      @Optional String agentName) {}
}
