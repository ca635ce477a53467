package dev.campfire.bench.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * What one client did or saw, one line of its history.
 *
 * @param t when, Unix milliseconds of the machine that everything runs on
 * @param client who saw it
 * @param connection of the client, counted from 1; order is promised within one
 * @param op see there
 * @param conv the conversation
 * @param cmid the message as its sender named it
 * @param id of the message as stored, or of a receipt's reader
 * @param seq of the message, or of a receipt what was read
 * @param text the mark in the message's content, or a problem's code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
    long t,
    String client,
    int connection,
    Op op,
    UUID org,
    UUID conv,
    UUID cmid,
    UUID id,
    Long seq,
    String text) {

  /** What happened. */
  public enum Op {
    /** A message went out for the first time. */
    SEND,
    /** It went out again, with the same id. */
    AGAIN,
    /** The server said that it is stored. */
    ACK,
    /** What became of it is not known. */
    INFO,
    /** It was refused for good. */
    FAIL,
    /** A feed, or the sync that fills its gap, told of a message. */
    RECV,
    /** A reader marked what was read. */
    MARK,
    /** A feed told how far a reader has got. */
    RECEIPT,
    /** The socket was lost. */
    LOST,
    /** The client is back and listens to all its feeds again. */
    RESUME
  }

  /** The mark that every content bears, by which a message that is out of place is known. */
  static String mark(UUID org, UUID conv, UUID cmid) {
    return "⟦" + org + ":" + conv + ":" + cmid + "⟧";
  }

  static String markOf(String content) {
    int end = content.indexOf('⟧');
    return end < 0 ? content : content.substring(0, end + 1);
  }
}
