package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A figure that has a course over time. Of a list it is the sum of its counts, of a figure of now
 * what it was at the end of each bucket.
 */
public enum Metric {
  @JsonProperty("conversationsOpened")
  CONVERSATIONS_OPENED,
  @JsonProperty("conversationsReopened")
  CONVERSATIONS_REOPENED,
  @JsonProperty("conversationsResolved")
  CONVERSATIONS_RESOLVED,
  @JsonProperty("resolutionRate")
  RESOLUTION_RATE,
  @JsonProperty("openNow")
  OPEN_NOW,
  @JsonProperty("firstResponseTime")
  FIRST_RESPONSE_TIME,
  @JsonProperty("replyTime")
  REPLY_TIME,
  @JsonProperty("resolutionTime")
  RESOLUTION_TIME,
  @JsonProperty("firstResponseBusinessTime")
  FIRST_RESPONSE_BUSINESS_TIME,
  @JsonProperty("replyBusinessTime")
  REPLY_BUSINESS_TIME,
  @JsonProperty("resolutionBusinessTime")
  RESOLUTION_BUSINESS_TIME,
  @JsonProperty("csat")
  CSAT,
  @JsonProperty("messagesByKind")
  MESSAGES_BY_KIND,
  @JsonProperty("byChannel")
  BY_CHANNEL,
  @JsonProperty("byAgent")
  BY_AGENT,
  @JsonProperty("contactsActive")
  CONTACTS_ACTIVE
}
