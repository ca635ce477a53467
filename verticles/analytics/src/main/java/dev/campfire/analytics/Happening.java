package dev.campfire.analytics;

import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One committed thing of a conversation, as far as figures depend on it.
 *
 * @param changeSeq its number among the conversation's changes; a message's as it was sent, also
 *     after an edit
 * @param seq a message's place, else 0
 * @param by what kind of caller did it
 * @param actor who did it
 * @param assignee whom it was given to, or null; of {@link What#ASSIGNED} alone
 * @param tags all that it has from then on; of {@link What#TAGGED} alone
 * @param feature what was used to do it, as figures call it, or null
 */
record Happening(
    long changeSeq,
    What what,
    Instant at,
    long seq,
    SenderKind by,
    UUID actor,
    UUID assignee,
    List<String> tags,
    String feature) {

  enum What {
    OPENED,
    REOPENED,
    RESOLVED,
    ASSIGNED,
    TAGGED,
    /** Moves nothing but the count of its feature. */
    OTHER,
    MESSAGE
  }

  boolean isFrom(SenderKind kind) {
    return what == What.MESSAGE && by == kind;
  }
}
