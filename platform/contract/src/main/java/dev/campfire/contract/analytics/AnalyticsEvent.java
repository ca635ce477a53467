package dev.campfire.contract.analytics;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.campfire.contract.schema.Range;
import java.time.Instant;

/** What is announced on an organisation's feed of figures. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(AnalyticsEvent.Changed.class))
public sealed interface AnalyticsEvent {

  Instant at();

  /**
   * Figures have moved; whoever shows some asks for them again. At most once a second.
   *
   * @param openNow conversations that are not resolved
   * @param waitingNow of these, where a contact spoke last
   */
  @JsonTypeName("analytics.changed")
  record Changed(Instant at, @Range long openNow, @Range long waitingNow)
      implements AnalyticsEvent {}
}
