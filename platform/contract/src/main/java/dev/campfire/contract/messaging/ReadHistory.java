package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import java.util.List;

/**
 * Asks for a stretch of a conversation: before a message, after one, or, with neither, the newest.
 */
public record ReadHistory(
    ConversationId conversationId,
    @Optional @Range Long beforeSeq,
    @Optional @Range Long afterSeq,
    @Optional @Range(min = 1, max = 200) Integer limit) {

  /**
   * The stretch, ascending.
   *
   * @param firstSeq the conversation's first {@code seq}, or 0 without messages
   * @param lastSeq the conversation's last {@code seq}, or 0
   */
  public record Page(List<Message> messages, long firstSeq, long lastSeq) {}
}
