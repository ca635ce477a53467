package dev.campfire.bridge;

import java.time.Duration;

/**
 * How much of this node one caller, one socket and one address may take (contract section 3, rule
 * 7). Over a budget is {@code rate_limited}. Counted on each node for itself: a caller on several
 * nodes has as much on each.
 *
 * <p>What the contract leaves open to no installation stands here as a constant.
 *
 * @param contactMessages messages of one contact: faster than a person writes, slower than a flood
 * @param messages messages of one agent or integration, which may import or answer in bulk
 * @param requests everything else that one caller asks; an agent's page opens with some twenty
 * @param requestsInFlight of one socket: what is not answered yet is held in memory
 * @param feeds that one socket listens to: a list, a few conversations open in tabs, and room
 * @param contactFeeds the same for a contact, who has a handful of conversations
 * @param contactSockets of one contact: tabs of one website
 * @param socketsNotSignedIn of one address, before {@code session.auth}: they cost memory and are
 *     nobody's yet
 * @param widgetSessionsPerMinute of one address; each is a signature
 * @param wrongSignIns of one address, passwords and keys together: room for an office behind one
 *     address, none for going through a list of accounts
 */
public record Limits(
    Rate contactMessages,
    Rate messages,
    Rate requests,
    int requestsInFlight,
    int feeds,
    int contactFeeds,
    int contactSockets,
    int socketsNotSignedIn,
    int widgetSessionsPerMinute,
    Rate wrongSignIns) {

  /** Rule 1: a socket that is still nobody's is not kept. */
  public static final Duration SIGN_IN_WITHIN = Duration.ofSeconds(10);

  /** Rule 2: three pings missed. */
  public static final Duration SILENCE = Duration.ofSeconds(75);

  /** Rule 2: how often the client is asked to ping. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(25);

  /**
   * Pings and the like of one socket, which are no caller's: as many as of requests, since they are
   * as cheap to send and cheaper to serve.
   */
  public static final Rate UNANSWERED = new Rate(50, 200);

  /** Rule 6: refused or unreadable frames within {@link #REFUSALS_WITHIN}. */
  public static final int REFUSALS = 300;

  public static final Duration REFUSALS_WITHIN = Duration.ofSeconds(10);

  /** Rule 6: events that a client has not read yet. */
  public static final int EVENTS_BEHIND_BYTES = 1 << 20;

  /** What a client has not read yet when typing is left out: it would be over when it is read. */
  public static final int EPHEMERAL_BEHIND_BYTES = 64 << 10;

  /**
   * Replies that a client has not read yet. More than for events, since one page of 200 long
   * messages is 5 MB and was asked for; no more than that, since 256 may be asked for at once.
   */
  public static final int REPLIES_BEHIND_BYTES = 8 << 20;

  /** Rule 6: how old the oldest unread frame may be. */
  public static final Duration BEHIND = Duration.ofSeconds(10);

  /** Contract section 2: the largest body and, with the same reason, the largest frame. */
  public static final int BODY_BYTES = 64 << 10;

  public Limits {
    require("requestsInFlight", requestsInFlight);
    require("feeds", feeds);
    require("contactFeeds", contactFeeds);
    require("contactSockets", contactSockets);
    require("socketsNotSignedIn", socketsNotSignedIn);
    require("widgetSessionsPerMinute", widgetSessionsPerMinute);
  }

  /** The same without what is counted by caller or by address. */
  Limits lifted() {
    Rate anything = new Rate(10_000, 100_000);
    int any = 100_000;
    return new Limits(
        anything,
        anything,
        anything,
        requestsInFlight,
        feeds,
        contactFeeds,
        any,
        any,
        any,
        anything);
  }

  private static void require(String key, int value) {
    if (value < 1 || value > 1_000_000) {
      throw new IllegalArgumentException(
          "bridge.limits." + key + " must be between 1 and 1000000, was " + value);
    }
  }
}
