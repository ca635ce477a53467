package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import java.time.Instant;

/**
 * A conversation that wants to be opened.
 *
 * @param contact whose it is
 * @param contactNamed false if the id was made up here: a repeat then belongs to whom it did first
 * @param name the contact's, unsigned, or null to leave it as it is
 * @param email likewise
 * @param verified whether the organisation has signed for both
 * @param subject or null
 */
record Opening(
    Author author,
    ConversationId id,
    PersonId contact,
    boolean contactNamed,
    String name,
    String email,
    boolean verified,
    Channel channel,
    String subject,
    Instant at) {

  /** What became of it; {@code duplicate} if it had been opened before. */
  record Opened(Conversation conversation, boolean duplicate) {}
}
