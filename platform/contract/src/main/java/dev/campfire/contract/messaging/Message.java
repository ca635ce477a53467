package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Text;
import java.time.Instant;

/**
 * A message as it is now.
 *
 * @param seq its place in the conversation: 1, 2, 3 … in commit order, without holes
 * @param changeSeq the number of its last change (sent, edited or deleted) among the conversation's
 *     changes
 * @param content plain text; {@code ""} once deleted
 */
public record Message(
    MessageId id,
    ConversationId conversationId,
    long seq,
    long changeSeq,
    ClientMessageId clientMessageId,
    Sender sender,
    @Text(max = 8_000, blank = true) String content,
    Instant sentAt,
    @Optional Instant editedAt,
    @Optional Instant deletedAt) {}
