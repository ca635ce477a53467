package dev.campfire.contract.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Range;
import java.time.Instant;

/** What the bridge itself says on a feed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(FeedEvent.Joined.class),
  @JsonSubTypes.Type(FeedEvent.NodeDraining.class)
})
public sealed interface FeedEvent {

  Instant at();

  /**
   * The answer to {@code register}: no later event is missed. Some may come before it.
   *
   * @param conversationId on a conversation's feeds, like the two numbers
   * @param lastSeq the newest message of the conversation
   * @param changeSeq its newest change; a reader behind it asks {@code messaging.sync}
   */
  @JsonTypeName("feed.joined")
  record Joined(
      Instant at,
      @Optional ConversationId conversationId,
      @Optional @Range Long lastSeq,
      @Optional @Range Long changeSeq)
      implements FeedEvent {}

  /** This node leaves: the socket is closed with 4503 within seconds; come back after a pause. */
  @JsonTypeName("node.draining")
  record NodeDraining(Instant at) implements FeedEvent {}
}
