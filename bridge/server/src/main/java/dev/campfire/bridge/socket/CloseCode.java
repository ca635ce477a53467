package dev.campfire.bridge.socket;

/** Why the server ends a socket (contract section 3, rule 6). */
public enum CloseCode {
  /** No session in time, or one that has run out or was revoked. */
  NO_SESSION(4401, "no session"),
  /** More is waiting for the client than it reads. */
  BEHIND(4408, "too far behind in reading"),
  /** Over 300 refused or unreadable frames in 10 s. */
  FLOODING(4429, "too many refused frames"),
  /** This node leaves; another is there. */
  LEAVING(4503, "node is leaving"),
  /** No ping for 75 s (RFC 6455 section 7.4.1: going away). */
  SILENT(1001, "silent"),
  /** A message in fragments that is larger than a frame may be (RFC 6455 section 7.4.1). */
  TOO_LARGE(1009, "message too large");

  private final int code;
  private final String reason;

  CloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  public int code() {
    return code;
  }

  public String reason() {
    return reason;
  }
}
