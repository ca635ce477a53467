package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What wrote a message. */
public enum SenderKind {
  @JsonProperty("agent")
  AGENT,
  @JsonProperty("contact")
  CONTACT,
  @JsonProperty("bot")
  BOT,
  @JsonProperty("system")
  SYSTEM
}
