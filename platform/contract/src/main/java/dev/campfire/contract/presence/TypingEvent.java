package dev.campfire.contract.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import java.time.Instant;
import java.util.List;

/** What is told on a conversation's typing feed. May be lost: the next one says it all again. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(TypingEvent.Changed.class))
public sealed interface TypingEvent {

  ConversationId conversationId();

  Instant at();

  /** All who type now, also on joining; again while somebody goes on. */
  @JsonTypeName("typing.changed")
  record Changed(ConversationId conversationId, List<Typist> typists, Instant at)
      implements TypingEvent {}
}
