package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import java.time.Instant;

/**
 * What keeps a list of conversations live: on the agents' inbox, and, without what a contact may
 * not see, on a contact's own feed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ConversationListEvent.Opened.class),
  @JsonSubTypes.Type(ConversationListEvent.Changed.class)
})
public sealed interface ConversationListEvent {

  ConversationId conversationId();

  Conversation conversation();

  Instant at();

  @JsonTypeName("conversation.opened")
  record Opened(ConversationId conversationId, Conversation conversation, Instant at)
      implements ConversationListEvent {}

  /** On messages too; at most two a second for one conversation, the latest state. */
  @JsonTypeName("conversation.changed")
  record Changed(ConversationId conversationId, Conversation conversation, Instant at)
      implements ConversationListEvent {}
}
