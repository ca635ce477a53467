package dev.campfire.contract.messaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.campfire.contract.Role;

/** What wrote a message. */
public enum SenderKind {
  @JsonProperty("agent")
  AGENT,
  @JsonProperty("contact")
  CONTACT,
  @JsonProperty("bot")
  BOT,
  @JsonProperty("system")
  SYSTEM;

  /** What a caller of this role writes as. */
  public static SenderKind of(Role role) {
    return switch (role) {
      case AGENT, ADMIN -> AGENT;
      case CONTACT -> CONTACT;
      case SERVICE -> BOT;
      case SYSTEM -> SYSTEM;
    };
  }
}
