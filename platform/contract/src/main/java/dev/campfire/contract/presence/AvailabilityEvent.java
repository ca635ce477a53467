package dev.campfire.contract.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** What everybody is told: whether somebody is there to answer. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(AvailabilityEvent.Changed.class))
public sealed interface AvailabilityEvent {

  Instant at();

  @JsonTypeName("availability.changed")
  record Changed(boolean available, Instant at) implements AvailabilityEvent {}
}
