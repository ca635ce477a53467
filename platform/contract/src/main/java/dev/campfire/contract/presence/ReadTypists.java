package dev.campfire.contract.presence;

import dev.campfire.contract.id.ConversationId;
import java.util.List;

/** Asks who types now, for a socket that joins the feed and was let in. */
public record ReadTypists(ConversationId conversationId) {

  /** In the order in which they began. */
  public record Answer(List<Typist> typists) {}
}
