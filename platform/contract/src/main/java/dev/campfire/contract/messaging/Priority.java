package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgent the agents hold a conversation to be. */
public enum Priority {
  @JsonProperty("low")
  LOW,
  @JsonProperty("normal")
  NORMAL,
  @JsonProperty("high")
  HIGH,
  @JsonProperty("urgent")
  URGENT
}
