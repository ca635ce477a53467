package dev.campfire.contract;

import java.io.Serial;
import java.util.List;

/** Thrown to answer a request with a {@link Problem}; encoded once, at the edge of the process. */
public final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final ProblemCode code;
  private final transient List<Problem.FieldError> errors;
  private final Long retryAfterMs;

  private ProblemException(
      ProblemCode code,
      String detail,
      List<Problem.FieldError> errors,
      Long retryAfterMs,
      Throwable cause) {
    // A refusal is an answer, not a fault: it needs no stack trace, and a hostile client would
    // make us fill thousands a second.
    super(detail, cause, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfterMs = retryAfterMs;
  }

  public static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, List.of(), null, null);
  }

  /** The same answer for what does not exist and for what is another's, word for word. */
  public static ProblemException notFound() {
    return of(ProblemCode.NOT_FOUND, "There is no such thing here.");
  }

  public static ProblemException invalid(String field, String message) {
    return invalid(List.of(new Problem.FieldError(field, message)));
  }

  public static ProblemException invalid(List<Problem.FieldError> errors) {
    Problem.FieldError first = errors.get(0);
    String detail =
        first.field().isEmpty()
            ? "The request " + first.message() + "."
            : "`" + first.field() + "` " + first.message() + ".";
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail, errors, null, null);
  }

  public static ProblemException rateLimited(String detail, long retryAfterMs) {
    return new ProblemException(ProblemCode.RATE_LIMITED, detail, List.of(), retryAfterMs, null);
  }

  /** The database or a verticle did not answer; {@code cause} is for the log alone. */
  public static ProblemException unavailable(String detail, Throwable cause) {
    return new ProblemException(ProblemCode.UNAVAILABLE, detail, List.of(), 1_000L, cause);
  }

  /** A problem that another part of Campfire answered, to be passed on. */
  public static ProblemException from(Problem problem) {
    ProblemCode code = ProblemCode.valueOf(problem.code().toUpperCase(java.util.Locale.ROOT));
    List<Problem.FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
    return new ProblemException(code, problem.detail(), errors, problem.retryAfterMs(), null);
  }

  public ProblemCode code() {
    return code;
  }

  /** The problem as the caller sees it, under the given trace id. */
  public Problem problem(String instance) {
    return new Problem(
        "urn:campfire:problem:" + code.wireName(),
        code.title(),
        code.status(),
        code.wireName(),
        getMessage(),
        instance,
        code.retryable(),
        retryAfterMs,
        errors == null || errors.isEmpty() ? null : errors);
  }
}
