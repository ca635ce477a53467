package dev.campfire.contract.receipts;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.schema.Range;

/**
 * Says that the caller has every message up to one, or has read them. A mark never goes back, and
 * what is read is delivered.
 *
 * @param seq a lower one than before changes nothing, one over the conversation's {@code lastSeq}
 *     is {@code invalid_request}
 */
public record MarkReceipt(ConversationId conversationId, ReceiptState state, @Range long seq) {}
