package dev.campfire.messaging;

import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.OrgId;

/**
 * A message that wants to be written.
 *
 * @param id what it will have if it is not a repeat
 */
record Draft(
    Author author,
    ConversationId conversationId,
    MessageId id,
    ClientMessageId clientMessageId,
    String content) {

  /** Names a conversation: ids are unique within an organisation. */
  record Conversation(OrgId org, ConversationId id) {}

  /** Names an intended message. */
  record Intent(Conversation conversation, ClientMessageId clientMessageId) {}

  Conversation conversation() {
    return new Conversation(author.org(), conversationId);
  }

  Intent intent() {
    return new Intent(conversation(), clientMessageId);
  }
}
