package dev.campfire.contract;

/** Everything that a request may be answered with instead of its reply; the contract's table. */
public enum ProblemCode {
  /** Malformed JSON, or a field that is wrong, missing or not declared. */
  INVALID_REQUEST(400, "The request is not valid", false),
  /** No token, or one that is not ours. */
  UNAUTHENTICATED(401, "Sign in first", false),
  /** The token has run out: renew it and ask again. */
  TOKEN_EXPIRED(401, "The access token has expired", false),
  /** This role, or a page of this origin, may not do it. */
  FORBIDDEN(403, "Not allowed", false),
  /** No such thing, or it is not the caller's: the two are not told apart. */
  NOT_FOUND(404, "Not found", false),
  /** The state does not allow it. */
  CONFLICT(409, "The state does not allow it", false),
  /** Content over 8,000 UTF-16 units, or a body over 64 KiB. */
  TOO_LARGE(413, "Too large", false),
  /** Over a budget; {@code retryAfterMs} says when to come back. */
  RATE_LIMITED(429, "Too many requests", true),
  /** Anything unexpected. The details are in the log, under the {@code instance}. */
  INTERNAL(500, "Something went wrong", false),
  /** The database or a verticle is not reachable. Safe to repeat with the same ids. */
  UNAVAILABLE(503, "Not available right now", true);

  private final int status;
  private final String title;
  private final boolean retryable;

  ProblemCode(int status, String title, boolean retryable) {
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  /** The HTTP status, which is also the {@code failureCode} on the bus. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Whether the same request, with the same ids, may succeed later. */
  public boolean retryable() {
    return retryable;
  }

  /** The code on the wire, {@code not_found}. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
