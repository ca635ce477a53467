package dev.campfire.javascript;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Values on their way into a script's world and out of it: JSON both ways, and promises. */
final class JsValues {
  private final Value parse;
  private final Value stringify;
  private final Value newPromise;

  JsValues(Context world) {
    this.parse = world.eval("js", "JSON.parse");
    this.stringify = world.eval("js", "JSON.stringify");
    this.newPromise = world.eval("js", "(executor) => new Promise(executor)");
  }

  /** What a script threw or rejected with. */
  static final class Thrown extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    private final String code;
    private final String detail;

    Thrown(String message, String code, String detail) {
      super(message, null, false, false);
      this.code = code;
      this.detail = detail;
    }

    /** Of the problem that it wants answered, or null. */
    String code() {
      return code;
    }

    String detail() {
      return detail;
    }
  }

  Value parse(Buffer json) {
    return parse.execute(json.toString());
  }

  String text(Value value) {
    return stringify.execute(value).asString();
  }

  /** Calls a function of the script's and waits for the promise that it may answer. */
  Future<String> call(Value function, Object... arguments) {
    Promise<String> answered = Promise.promise();
    try {
      Value answer = function.execute(arguments);
      if (answer.canInvokeMember("then")) {
        ProxyExecutable done = values -> settle(answered, values[0]);
        ProxyExecutable failed =
            values -> {
              answered.tryFail(thrown(values[0], "rejected"));
              return null;
            };
        answer.invokeMember("then", done, failed);
      } else {
        settle(answered, answer);
      }
    } catch (PolyglotException e) {
      answered.tryFail(
          e.getGuestObject() == null
              ? new Thrown(e.getMessage(), null, null)
              : thrown(e.getGuestObject(), Facade.told(e)));
    }
    return answered.future();
  }

  private Object settle(Promise<String> answered, Value value) {
    answered.tryComplete(value.isNull() ? null : text(value));
    return null;
  }

  private static Thrown thrown(Value value, String otherwise) {
    Value message = value.hasMember("message") ? value.getMember("message") : null;
    return new Thrown(
        message != null && message.isString()
            ? message.asString() + " (" + otherwise + ")"
            : otherwise,
        member(value, "code"),
        member(value, "detail"));
  }

  private static String member(Value value, String name) {
    return value.hasMember(name) && value.getMember(name).isString()
        ? value.getMember(name).asString()
        : null;
  }

  /** A JavaScript promise of what comes; it settles on the script's own thread. */
  Value promise(Future<Buffer> future) {
    ProxyExecutable executor =
        settlers -> {
          future.onComplete(
              reply -> settlers[0].executeVoid(parse(reply)),
              failure -> settlers[1].executeVoid(failureOf(failure)));
          return null;
        };
    return newPromise.execute(executor);
  }

  /** A refusal of the bus is a problem as JSON text already. */
  private Value failureOf(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    try {
      return parse.execute(message);
    } catch (PolyglotException noJson) {
      return parse.execute("{\"code\":\"internal\"}");
    }
  }
}
