package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;
import java.util.List;

/**
 * A conversation as it is now. What is marked "agents" is absent for a contact and on the
 * conversation's own feed, which the contact may listen to.
 *
 * @param number a small number for people to say, unique in the organisation
 * @param priority agents
 * @param tags agents
 * @param contact whose conversation it is; agents
 * @param lastSeq the {@code seq} of the newest message, 0 without one
 * @param changeSeq the number of the newest change, 1 when it was opened
 * @param unread the contact's messages past the highest read mark of any agent; agents
 */
public record Conversation(
    ConversationId id,
    OrgId org,
    long number,
    ConversationStatus status,
    @Optional Instant snoozedUntil,
    @Optional Priority priority,
    Channel channel,
    @Optional String subject,
    @Optional List<String> tags,
    @Optional ContactView contact,
    @Optional Assignee assignee,
    @Optional LastMessage lastMessage,
    long lastSeq,
    long changeSeq,
    @Optional Long unread,
    Instant openedAt,
    Instant updatedAt,
    @Optional Instant resolvedAt) {

  /**
   * The person whose conversation it is.
   *
   * @param verified whether the organisation's own signed identity vouches for them
   */
  public record ContactView(
      PersonId id,
      @Optional String name,
      @Optional String email,
      boolean verified,
      boolean isOnline) {}

  /** The agent who has taken the conversation. */
  public record Assignee(PersonId id, String name) {}

  /**
   * The newest message.
   *
   * @param preview the start of its content, on one line; {@code ""} once deleted
   */
  public record LastMessage(long seq, String preview, Instant sentAt, SenderKind senderKind) {}

  /** The same conversation without what a contact may not see. */
  public Conversation forContact() {
    return new Conversation(
        id,
        org,
        number,
        status,
        snoozedUntil,
        null,
        channel,
        subject,
        null,
        null,
        assignee,
        lastMessage,
        lastSeq,
        changeSeq,
        null,
        openedAt,
        updatedAt,
        resolvedAt);
  }
}
