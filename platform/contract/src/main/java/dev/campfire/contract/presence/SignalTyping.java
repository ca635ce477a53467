package dev.campfire.contract.presence;

import dev.campfire.contract.id.ConversationId;

/**
 * Says that the caller types, or has stopped. How often is said by the server in the answer to
 * {@code session.auth}.
 */
public record SignalTyping(ConversationId conversationId, boolean typing) {

  public record Done() {}
}
