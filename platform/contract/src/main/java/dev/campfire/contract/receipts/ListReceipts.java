package dev.campfire.contract.receipts;

import dev.campfire.contract.id.ConversationId;
import java.util.List;

/** Asks how far each reader of a conversation has got. */
public record ListReceipts(ConversationId conversationId) {

  /** Also what has been marked and is not written yet. */
  public record Answer(List<Receipt> receipts) {}
}
