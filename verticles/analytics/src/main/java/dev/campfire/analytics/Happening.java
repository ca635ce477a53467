package dev.campfire.analytics;

import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
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
 */
record Happening(
    long changeSeq, What what, Instant at, long seq, SenderKind by, UUID actor, UUID assignee) {

  enum What {
    OPENED,
    REOPENED,
    RESOLVED,
    ASSIGNED,
    MESSAGE
  }

  boolean isFrom(SenderKind kind) {
    return what == What.MESSAGE && by == kind;
  }
}
