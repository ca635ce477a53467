package dev.campfire.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may be, as the {@code role} of the access token says it. */
public enum Role {
  @JsonProperty("agent")
  AGENT,
  @JsonProperty("admin")
  ADMIN,
  @JsonProperty("contact")
  CONTACT,
  /** An integration: may what an agent may, and writes as {@code bot}. */
  @JsonProperty("service")
  SERVICE,
  /** A part of Campfire itself. Never in a token, so nobody outside can hold it. */
  @JsonProperty("system")
  SYSTEM;

  /** Whether the caller stands on the organisation's side of a conversation. */
  public boolean isStaff() {
    return this == AGENT || this == ADMIN || this == SERVICE;
  }
}
