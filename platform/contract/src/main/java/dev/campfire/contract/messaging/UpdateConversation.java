package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Change;
import dev.campfire.contract.schema.Items;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/**
 * Changes what agents decide about a conversation; what is absent stays. Each thing that changes
 * takes a number of its own, what is already so takes none.
 *
 * @param snoozedUntil when it becomes open again; given with status {@code snoozed} or while it is
 *     snoozed, and in the future
 * @param tags replaces all
 * @param assigneeId an agent of the organisation, or null to hand back to the queue
 */
public record UpdateConversation(
    ConversationId conversationId,
    @Optional ConversationStatus status,
    @Optional Instant snoozedUntil,
    @Optional Priority priority,
    @Optional @Items(max = 20) @Text(max = 50) List<String> tags,
    @Optional @OrNull Change<PersonId> assigneeId,
    @Optional @Text(max = 200) String subject) {}
