package dev.campfire.contract.analytics;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;

/**
 * A contact says how content they are with the episode that was resolved last. Fails with {@code
 * conflict} while the conversation is not resolved. A second rating of the same episode replaces
 * the first within a day, after that it is {@code conflict}.
 */
public record RateEpisode(
    ConversationId conversationId,
    @Range(min = 1, max = 5) int score,
    @Optional @Text(max = 2_000) String comment) {

  /** It is on disk. */
  public record Rated() {}
}
