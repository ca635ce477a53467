package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a conversation came from. */
public enum Channel {
  @JsonProperty("web")
  WEB,
  @JsonProperty("email")
  EMAIL,
  @JsonProperty("api")
  API
}
