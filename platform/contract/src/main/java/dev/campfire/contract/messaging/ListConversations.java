package dev.campfire.contract.messaging;

import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.util.List;

/**
 * Asks for conversations, the newest {@code updatedAt} first.
 *
 * @param assigneeId an agent's id, or {@code none} for the queue
 * @param q found literally, in any case, in subject, contact and content
 * @param before a {@code next} of an earlier page; opaque
 */
public record ListConversations(
    @Optional ConversationStatus status,
    @Optional @Text(max = 36) String assigneeId,
    @Optional @Text(max = 50) String tag,
    @Optional Channel channel,
    @Optional @Text(max = 200) String q,
    @Optional @Text(max = 200) String before,
    @Optional @Range(min = 1, max = 200) Integer limit) {

  /**
   * One page.
   *
   * @param next the {@code before} of the page after it, or null on the last one
   */
  public record Page(List<Conversation> items, @OrNull String next) {}
}
