package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.Limits;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.host.json.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** The JSON that a request brings. */
final class RequestBody {
  /** A body is a few kilobytes: who takes longer for it keeps a connection and sends nothing. */
  private static final long PATIENCE_MS = 10_000;

  /** A connection that is closed while its client writes would take our answer with it. */
  private static final long LINGER_MS = 1_000;

  private RequestBody() {}

  /**
   * Reads the body, at once: a request that is left alone loses it.
   *
   * @return the object; an empty one without a body. Fails with {@code too_large}, or {@code
   *     invalid_request} for anything but JSON in UTF-8
   */
  static Future<ObjectNode> read(Vertx vertx, HttpServerRequest request) {
    Promise<ObjectNode> read = Promise.promise();
    Buffer body = Buffer.buffer();
    long timer =
        vertx.setTimer(
            PATIENCE_MS, late -> giveUp(vertx, request, read, invalid("must arrive within 10 s")));
    // Whoever hangs up in the middle is no fault of ours, and is told nothing.
    request.exceptionHandler(gone -> read.tryFail(invalid("must arrive whole")));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() <= Limits.BODY_BYTES) {
            body.appendBuffer(chunk);
          } else {
            giveUp(
                vertx,
                request,
                read,
                ProblemException.of(ProblemCode.TOO_LARGE, "A body has at most 64 KiB."));
          }
        });
    request.endHandler(
        end -> {
          try {
            read.tryComplete(parse(request, body));
          } catch (ProblemException refusal) {
            read.tryFail(refusal);
          }
        });
    return read.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  /** The rest of the body is not worth reading, and so neither is the connection it comes on. */
  private static void giveUp(
      Vertx vertx, HttpServerRequest request, Promise<ObjectNode> read, ProblemException refusal) {
    if (!read.future().isComplete()) {
      request
          .response()
          .putHeader("connection", "close")
          .endHandler(told -> vertx.setTimer(LINGER_MS, late -> request.connection().close()));
      read.fail(refusal);
    }
  }

  private static ObjectNode parse(HttpServerRequest request, Buffer body) {
    if (body.length() == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!isJson(request.getHeader("content-type"))) {
      throw invalid("must be JSON, with `content-type: application/json`");
    }
    try {
      JsonNode node = StrictJson.parse(body.getBytes());
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (StrictJson.Unreadable e) {
      throw invalid(e.getMessage());
    }
    throw invalid("must be an object");
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
    return parts[0].strip().equals("application/json")
        && (parts.length == 1 || parts[1].strip().matches("charset=\"?utf-8\"?"));
  }

  private static ProblemException invalid(String message) {
    return ProblemException.invalid("", message);
  }
}
