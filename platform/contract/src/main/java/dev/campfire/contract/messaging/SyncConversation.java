package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.receipts.Receipt;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import java.util.List;

/**
 * Asks what has changed since a known change. One beyond the head is {@code conflict}: what the
 * asker holds is of another life of the database, so it starts again at 0.
 */
public record SyncConversation(
    ConversationId conversationId,
    @Range long afterChange,
    @Optional @Range(min = 1, max = 200) Integer limit) {

  /**
   * Each message changed since, once, as it is now.
   *
   * @param changeSeq the next {@code afterChange}
   * @param more whether to ask again at once
   */
  public record Changes(
      Conversation conversation,
      List<Message> messages,
      List<Receipt> receipts,
      long changeSeq,
      boolean more) {}
}
