package dev.campfire.bridge.http;

import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of the API: a method and a path, and what becomes of them.
 *
 * @param path under {@code /api/v1}; a part in braces is a field of the request
 */
public sealed interface Route {

  HttpMethod method();

  String path();

  /** Where a command's request comes from, apart from the path. */
  enum Source {
    QUERY,
    BODY
  }

  /** What status a reply has. */
  enum Success {
    OK,
    /** 201, or 200 when it was sent before: the reply says so. */
    MESSAGE,
    /** 201, or 200 when it was opened before: the reply says so, around the conversation. */
    CONVERSATION
  }

  /**
   * A call that is answered by a command.
   *
   * @param audience who may call it
   * @param idField the field for which {@code Idempotency-Key} serves, or null
   */
  record ToCommand(
      HttpMethod method,
      String path,
      Command<?, ?> command,
      Audience audience,
      Source source,
      Success success,
      String idField)
      implements Route {}

  /** A call about signing in. */
  record ToSignIn(HttpMethod method, String path, Action action) implements Route {
    enum Action {
      LOG_IN,
      REFRESH,
      LOG_OUT,
      WIDGET_SESSION
    }
  }

  /**
   * Whether a path is this one.
   *
   * @return the fields in it, or null
   */
  default Map<String, String> match(String asked) {
    List<String> expected = List.of(path().split("/", -1));
    List<String> parts = List.of(asked.split("/", -1));
    if (expected.size() != parts.size()) {
      return null;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String name = expected.get(i);
      if (name.startsWith("{") && !parts.get(i).isEmpty()) {
        fields.put(name.substring(1, name.length() - 1), parts.get(i));
      } else if (!name.equals(parts.get(i))) {
        return null;
      }
    }
    return fields;
  }
}
