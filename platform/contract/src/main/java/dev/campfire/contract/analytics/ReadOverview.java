package dev.campfire.contract.analytics;

import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.OrNull;
import dev.campfire.contract.schema.Range;
import dev.campfire.contract.schema.Text;
import java.time.Instant;
import java.util.List;

/**
 * Asks for all figures of a stretch of time.
 *
 * @param from the first moment that counts
 * @param to the first moment after it that does not count any more, at most 400 days later
 * @param timezone an IANA name for {@code byHour}; UTC by default
 */
public record ReadOverview(Instant from, Instant to, @Optional @Text(max = 64) String timezone) {

  /**
   * Contract section 5. A figure without data is null.
   *
   * @param resolutionRate resolved / opened
   * @param openNow not resolved, at this moment
   * @param waitingNow of these, where a contact spoke last
   * @param messagesByKind messages by the kind of their sender
   * @param byChannel conversations opened
   * @param byAgent replies, by whoever wrote them
   * @param byHour messages by the hour of the day in the time zone, {@code "0"} to {@code "23"}
   * @param contactsActive different contacts who wrote
   * @param conversationsReopened reopenings, which are no openings
   * @param reopenRate reopened / resolved
   * @param firstResponseBusinessTime in the business hours that were in force when it ended; null
   *     also while there are none. So the next two
   * @param conversationsActive different conversations in which a contact wrote
   * @param conversationsPerContact of these, by contact who wrote
   * @param messagesPerConversation everybody's messages, by conversation in which a contact wrote
   * @param usage how often what was used: {@code assignment}, {@code tags}, {@code priority},
   *     {@code subject}, {@code snoozed}, {@code pending}
   * @param complete whether everything from before the start of analytics has been reckoned
   * @param lagMs how far the replica that answered was behind, where there is one
   */
  public record Overview(
      @Range long conversationsOpened,
      @Range long conversationsResolved,
      @OrNull Double resolutionRate,
      @Range long openNow,
      @Range long waitingNow,
      @OrNull TimeFigure firstResponseTime,
      @OrNull TimeFigure replyTime,
      @OrNull TimeFigure resolutionTime,
      Csat csat,
      List<KeyCount> messagesByKind,
      List<KeyCount> byChannel,
      List<KeyCount> byAgent,
      List<KeyCount> byHour,
      @Range long contactsActive,
      @Range long conversationsReopened,
      @OrNull Double reopenRate,
      @OrNull TimeFigure firstResponseBusinessTime,
      @OrNull TimeFigure replyBusinessTime,
      @OrNull TimeFigure resolutionBusinessTime,
      @Range long conversationsActive,
      @OrNull Double conversationsPerContact,
      @OrNull Double messagesPerConversation,
      List<KeyCount> usage,
      boolean complete,
      @Optional @Range Long lagMs) {}
}
