package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;

/**
 * Takes the text of one's own message away; it keeps its place. Fails with {@code forbidden} for
 * another's. A deleted message stays deleted.
 */
public record DeleteMessage(ConversationId conversationId, MessageId messageId) {}
