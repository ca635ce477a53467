package dev.campfire.bridge.http;

import static dev.campfire.bridge.http.Route.Source.BODY;
import static dev.campfire.bridge.http.Route.Source.QUERY;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import dev.campfire.bridge.http.Route.Success;
import dev.campfire.bridge.http.Route.ToCommand;
import dev.campfire.bridge.http.Route.ToSignIn;
import dev.campfire.bridge.http.Route.ToSignIn.Action;
import dev.campfire.contract.messaging.Messaging;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/** Contract section 2, line by line. */
final class RouteTable {
  private RouteTable() {}

  static final String PREFIX = "/api/v1";

  static final List<Route> ROUTES =
      List.of(
          new ToSignIn(POST, "/auth/login", Action.LOG_IN),
          new ToSignIn(POST, "/auth/refresh", Action.REFRESH),
          new ToSignIn(POST, "/auth/logout", Action.LOG_OUT),
          new ToSignIn(POST, "/widget/sessions", Action.WIDGET_SESSION),
          new ToCommand(GET, "/conversations", Messaging.LIST, QUERY, Success.OK, null),
          new ToCommand(POST, "/conversations", Messaging.OPEN, BODY, Success.CONVERSATION, "id"),
          new ToCommand(
              GET, "/conversations/{conversationId}", Messaging.GET, QUERY, Success.OK, null),
          new ToCommand(
              GET,
              "/conversations/{conversationId}/messages",
              Messaging.HISTORY,
              QUERY,
              Success.OK,
              null),
          new ToCommand(
              POST,
              "/conversations/{conversationId}/messages",
              Messaging.SEND,
              BODY,
              Success.MESSAGE,
              "clientMessageId"));

  /** A route, and the fields that its path named. */
  record Match(Route route, Map<String, String> fields) {}

  /** The route of a request, or null: another method on a known path is none either. */
  static Match find(HttpMethod method, String path) {
    if (!path.startsWith(PREFIX + "/")) {
      return null;
    }
    HttpMethod asked = method.equals(HEAD) ? GET : method;
    for (Route route : ROUTES) {
      Map<String, String> fields =
          route.method().equals(asked) ? route.match(path.substring(PREFIX.length())) : null;
      if (fields != null) {
        return new Match(route, fields);
      }
    }
    return null;
  }
}
