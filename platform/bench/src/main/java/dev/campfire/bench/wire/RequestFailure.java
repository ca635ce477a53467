package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serial;

/** A request that was answered by a problem, or not at all. */
public final class RequestFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** No answer in time: what became of the request is not known. */
  static final String TIMEOUT = "timeout";

  /** The socket closed before the answer: what became of the request is not known. */
  static final String CONNECTION_LOST = "connection_lost";

  private final String code;
  private final boolean repeatable;
  private final long retryAfterMs;

  private RequestFailure(String code, String detail, boolean repeatable, long retryAfterMs) {
    super(code + ": " + detail, null, false, false);
    this.code = code;
    this.repeatable = repeatable;
    this.retryAfterMs = retryAfterMs;
  }

  static RequestFailure timeout(String address) {
    return new RequestFailure(TIMEOUT, address + " was not answered", true, 0);
  }

  static RequestFailure connectionLost(String detail) {
    return new RequestFailure(CONNECTION_LOST, detail, true, 0);
  }

  /**
   * What a problem (RFC 9457 section 3) says.
   *
   * @param problem anything else is told by its status alone
   */
  static RequestFailure of(int status, JsonNode problem) {
    if (problem == null || !problem.path("code").isTextual()) {
      return new RequestFailure("status_" + status, "not a problem document", status == 503, 0);
    }
    return new RequestFailure(
        problem.get("code").textValue(),
        problem.path("detail").asText(""),
        problem.path("retryable").asBoolean(false),
        problem.path("retryAfterMs").asLong(0));
  }

  /** What an HTTP status alone says. */
  public static RequestFailure ofStatus(int status) {
    return of(status, null);
  }

  /** The problem's code, or {@code timeout}, {@code connection_lost}, {@code status_<n>}. */
  public String code() {
    return code;
  }

  /** Whether the same request, with the same ids, may be answered later. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** How long to wait before, in milliseconds; 0 if the server did not say. */
  public long retryAfterMs() {
    return retryAfterMs;
  }

  boolean isSignedOut() {
    return code.equals("unauthenticated") || code.equals("token_expired");
  }
}
