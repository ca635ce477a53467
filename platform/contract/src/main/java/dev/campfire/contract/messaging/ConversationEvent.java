package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import java.time.Instant;

/** What is announced on a conversation's feed, the same for all who listen. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(ConversationEvent.MessageSent.class),
  @JsonSubTypes.Type(ConversationEvent.MessageEdited.class),
  @JsonSubTypes.Type(ConversationEvent.MessageDeleted.class),
  @JsonSubTypes.Type(ConversationEvent.Changed.class),
  @JsonSubTypes.Type(ConversationEvent.FeedHead.class)
})
public sealed interface ConversationEvent {

  ConversationId conversationId();

  /** The number of the change; a reader that holds a higher one drops the event. */
  long changeSeq();

  Instant at();

  @JsonTypeName("message.sent")
  record MessageSent(ConversationId conversationId, long changeSeq, Message message, Instant at)
      implements ConversationEvent {}

  @JsonTypeName("message.edited")
  record MessageEdited(ConversationId conversationId, long changeSeq, Message message, Instant at)
      implements ConversationEvent {}

  @JsonTypeName("message.deleted")
  record MessageDeleted(ConversationId conversationId, long changeSeq, Message message, Instant at)
      implements ConversationEvent {}

  /** An update: status, assignee, subject. */
  @JsonTypeName("conversation.changed")
  record Changed(
      ConversationId conversationId, long changeSeq, Conversation conversation, Instant at)
      implements ConversationEvent {}

  /** How far the conversation has come; a reader behind it asks {@code messaging.sync}. */
  @JsonTypeName("feed.head")
  record FeedHead(ConversationId conversationId, long lastSeq, long changeSeq, Instant at)
      implements ConversationEvent {}
}
