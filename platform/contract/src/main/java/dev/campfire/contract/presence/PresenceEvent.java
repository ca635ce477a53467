package dev.campfire.contract.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/** What agents are told of one another. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(PresenceEvent.Changed.class))
public sealed interface PresenceEvent {

  Instant at();

  /** Those who have changed, as they are now; at most once a second. */
  @JsonTypeName("presence.changed")
  record Changed(List<AgentPresence> agents, Instant at) implements PresenceEvent {}
}
