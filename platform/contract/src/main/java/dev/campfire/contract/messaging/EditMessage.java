package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.schema.Text;

/**
 * Puts another text in the place of one's own message. Fails with {@code forbidden} for another's,
 * and with {@code conflict} for a deleted one. The same text again changes nothing.
 */
public record EditMessage(
    ConversationId conversationId,
    MessageId messageId,
    @Text(max = 8_000, tooLarge = true) String content) {}
