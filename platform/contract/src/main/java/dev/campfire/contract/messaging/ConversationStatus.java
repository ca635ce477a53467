package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a conversation stands. Any status may follow any. */
public enum ConversationStatus {
  @JsonProperty("open")
  OPEN,
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("snoozed")
  SNOOZED,
  @JsonProperty("resolved")
  RESOLVED
}
