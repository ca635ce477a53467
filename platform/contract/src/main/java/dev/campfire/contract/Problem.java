package dev.campfire.contract;

import dev.campfire.contract.schema.Optional;
import java.util.List;

/**
 * A refusal or failure as the caller sees it (RFC 9457 section 3).
 *
 * @param type a URI that names the kind of problem: {@code urn:campfire:problem:<code>}
 * @param status the HTTP status
 * @param detail what to do about it; never a stack trace, SQL or somebody's data
 * @param instance the trace id, which also stands in the log
 * @param retryable whether the same request with the same ids may succeed later
 * @param retryAfterMs how long to wait before asking again, in milliseconds
 * @param errors each field at fault, for {@code invalid_request}
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String instance,
    boolean retryable,
    @Optional Long retryAfterMs,
    @Optional List<FieldError> errors) {

  /**
   * One field at fault.
   *
   * @param field its path from the top of the body, {@code message.content}; empty for the body
   */
  public record FieldError(String field, String message) {}
}
