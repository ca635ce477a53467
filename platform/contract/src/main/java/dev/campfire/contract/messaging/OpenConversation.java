package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Text;

/**
 * Opens a conversation. The same {@code id} again answers the same conversation.
 *
 * @param channel where it came from; {@code web} by default, {@code api} for a service
 * @param contact whose it is (agents), or the contact's own unsigned name and e-mail
 */
public record OpenConversation(
    @Optional ConversationId id,
    @Optional Channel channel,
    @Optional @Text(max = 200) String subject,
    @Optional FirstMessage message,
    @Optional ContactDetails contact) {

  /** What the conversation starts with. */
  public record FirstMessage(
      ClientMessageId clientMessageId, @Text(max = 8_000, tooLarge = true) String content) {}

  /**
   * The conversation is committed to disk, and so is its first message.
   *
   * @param duplicate whether it had been opened before
   */
  public record Opened(Conversation conversation, boolean duplicate) {}

  /** A contact as the opener knows them. */
  public record ContactDetails(
      @Optional PersonId id,
      @Optional @Text(max = 100) String name,
      @Optional @Text(max = 254) String email) {}
}
