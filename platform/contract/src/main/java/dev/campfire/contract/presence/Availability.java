package dev.campfire.contract.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an agent has chosen to be, or away by itself; whether they are connected is another matter.
 */
public enum Availability {
  @JsonProperty("online")
  ONLINE,
  @JsonProperty("away")
  AWAY,
  @JsonProperty("busy")
  BUSY,
  @JsonProperty("offline")
  OFFLINE
}
