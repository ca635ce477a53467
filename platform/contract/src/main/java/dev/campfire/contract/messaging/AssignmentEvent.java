package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import java.time.Instant;

/** What an agent is told on their own feed about the conversations that are given to them. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(AssignmentEvent.Assigned.class))
public sealed interface AssignmentEvent {

  ConversationId conversationId();

  Instant at();

  /** Somebody, perhaps they themselves, has made them the assignee. */
  @JsonTypeName("conversation.assigned")
  record Assigned(ConversationId conversationId, Conversation conversation, Instant at)
      implements AssignmentEvent {}
}
