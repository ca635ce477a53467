package dev.campfire.contract.receipts;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;

/**
 * How far one reader has got; both marks only grow.
 *
 * @param deliveredSeq the newest message that a device of theirs has
 * @param readSeq the newest that was on screen in a visible, focused window
 * @param deliveredAt when {@code deliveredSeq} last grew; likewise {@code readAt}
 */
public record Receipt(
    ConversationId conversationId,
    Reader reader,
    long deliveredSeq,
    long readSeq,
    @Optional Instant deliveredAt,
    @Optional Instant readAt) {

  /** Who reads. */
  public record Reader(PersonId id, SenderKind kind) {}
}
