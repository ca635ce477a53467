package dev.campfire.contract.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import java.util.List;

/**
 * Asks that the lists be told of conversations in which something changed that has no number, such
 * as how many messages are unread.
 */
public record RefreshLists(List<Changed> conversations) {

  public record Changed(OrgId org, ConversationId conversationId) {}

  public record Done() {}
}
