package dev.campfire.bridge.core;

import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Relay;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into the problem that the caller is told, and into a log line. */
public final class Answers {
  private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  /**
   * A problem as it goes over the wire.
   *
   * @param json the problem as JSON text
   * @param retryAfterMs null if waiting does not help
   */
  public record Answer(int status, String code, String json, Long retryAfterMs) {
    private static Answer of(Problem problem) {
      return new Answer(
          problem.status(), problem.code(), WireJson.writeText(problem), problem.retryAfterMs());
    }
  }

  /**
   * The answer to a failure. What a command answered is passed on as it is, with its own trace id;
   * what nobody expected is logged and not told.
   *
   * @param where the address or path that was asked, for the log
   */
  public static Answer to(Throwable failure, String where) {
    if (failure instanceof Relay.Refusal refusal) {
      return Answer.of(WireJson.readTrusted(refusal.getMessage(), Problem.class));
    }
    String trace = newTrace();
    if (failure instanceof ProblemException problem) {
      LOGGER
          .atDebug()
          .addKeyValue("trace", trace)
          .addKeyValue("where", where)
          .addKeyValue("code", problem.code().wireName())
          .log("Request refused");
      return Answer.of(problem.problem(trace));
    }
    LOGGER
        .atError()
        .addKeyValue("trace", trace)
        .addKeyValue("where", where)
        .setCause(failure)
        .log("Request failed unexpectedly");
    return Answer.of(
        ProblemException.of(
                ProblemCode.INTERNAL, "The server's log has the details under this instance.")
            .problem(trace));
  }

  private static String newTrace() {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
