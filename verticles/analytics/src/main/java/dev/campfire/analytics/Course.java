package dev.campfire.analytics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far a conversation has been reckoned, and what of it is still going on.
 *
 * @param changeSeq up to which change
 * @param seq up to which message
 * @param episodeAt when the episode began, or null while there is none
 * @param firstContactAt the contact's first message in it, or null
 * @param isAnswered whether an agent has replied to that
 * @param turnAt the first message of the contact's turn that waits for a reply, or null
 * @param contactSpokeLast whether the newest message is a contact's
 * @param assignee who has the conversation, or null
 * @param tags what it is marked with
 */
record Course(
    long changeSeq,
    long seq,
    Instant episodeAt,
    Instant firstContactAt,
    boolean isAnswered,
    Instant turnAt,
    boolean contactSpokeLast,
    UUID assignee,
    List<String> tags) {

  static final Course START = new Course(0, 0, null, null, false, null, false, null, List.of());

  boolean isOpen() {
    return episodeAt != null;
  }

  boolean isWaiting() {
    return isOpen() && contactSpokeLast;
  }

  Course reached(long changeSeq, long seq) {
    return new Course(
        changeSeq,
        Math.max(this.seq, seq),
        episodeAt,
        firstContactAt,
        isAnswered,
        turnAt,
        contactSpokeLast,
        assignee,
        tags);
  }

  Course inEpisodeSince(Instant at) {
    return new Course(changeSeq, seq, at, null, false, null, contactSpokeLast, assignee, tags);
  }

  Course withoutEpisode() {
    return inEpisodeSince(null);
  }

  Course givenTo(UUID agent) {
    return new Course(
        changeSeq,
        seq,
        episodeAt,
        firstContactAt,
        isAnswered,
        turnAt,
        contactSpokeLast,
        agent,
        tags);
  }

  Course taggedWith(List<String> tags) {
    return new Course(
        changeSeq,
        seq,
        episodeAt,
        firstContactAt,
        isAnswered,
        turnAt,
        contactSpokeLast,
        assignee,
        tags);
  }

  Course spokenBy(boolean contact) {
    return new Course(
        changeSeq, seq, episodeAt, firstContactAt, isAnswered, turnAt, contact, assignee, tags);
  }

  /** The contact has written: a turn begins unless one waits already. */
  Course askedAt(Instant at) {
    return new Course(
        changeSeq,
        seq,
        episodeAt,
        firstContactAt == null ? at : firstContactAt,
        isAnswered,
        turnAt == null ? at : turnAt,
        contactSpokeLast,
        assignee,
        tags);
  }

  /** An agent has replied. */
  Course answered() {
    return new Course(
        changeSeq,
        seq,
        episodeAt,
        firstContactAt,
        isAnswered || firstContactAt != null,
        null,
        contactSpokeLast,
        assignee,
        tags);
  }
}
