package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.schema.Text;

/**
 * Sends a message. The same {@code clientMessageId} again, at any time and on any node, answers the
 * first message.
 */
public record SendMessage(
    ConversationId conversationId,
    ClientMessageId clientMessageId,
    @Text(max = 8_000, tooLarge = true) String content) {

  /**
   * The message is committed to disk.
   *
   * @param message as it is now
   * @param duplicate whether it had been sent before
   */
  public record Accepted(Message message, boolean duplicate) {}
}
