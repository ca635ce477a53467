package dev.campfire.bridge.http;

import static dev.campfire.bridge.http.Route.Source.BODY;
import static dev.campfire.bridge.http.Route.Source.QUERY;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.campfire.bridge.http.Route.Success;
import dev.campfire.bridge.http.Route.ToCommand;
import dev.campfire.bridge.http.Route.ToSignIn;
import dev.campfire.bridge.http.Route.ToSignIn.Action;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.analytics.Analytics;
import dev.campfire.contract.identity.Administration;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.presence.Presence;
import dev.campfire.contract.receipts.Receipts;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/** Contract section 2, line by line. */
public final class RouteTable {
  private RouteTable() {}

  public static final String PREFIX = "/api/v1";

  public static final List<Route> ROUTES =
      List.of(
          new ToSignIn(POST, "/auth/login", Action.LOG_IN),
          new ToSignIn(POST, "/auth/refresh", Action.REFRESH),
          new ToSignIn(POST, "/auth/logout", Action.LOG_OUT),
          new ToSignIn(POST, "/auth/token", Action.SERVICE_TOKEN),
          new ToSignIn(POST, "/auth/invitation", Action.INVITATION),
          new ToSignIn(POST, "/widget/sessions", Action.WIDGET_SESSION),
          get("/conversations", Messaging.LIST),
          new ToCommand(
              POST,
              "/conversations",
              Messaging.OPEN_ONCE,
              Messaging.OPEN.audience(),
              BODY,
              Success.CONVERSATION,
              "id"),
          get("/conversations/{conversationId}", Messaging.GET),
          new ToCommand(
              PATCH,
              "/conversations/{conversationId}",
              Messaging.UPDATE,
              Messaging.UPDATE.audience(),
              BODY,
              Success.OK,
              null),
          get("/conversations/{conversationId}/messages", Messaging.HISTORY),
          new ToCommand(
              POST,
              "/conversations/{conversationId}/messages",
              Messaging.SEND,
              Messaging.SEND.audience(),
              BODY,
              Success.MESSAGE,
              "clientMessageId"),
          new ToCommand(
              POST,
              "/conversations/{conversationId}/receipts",
              Receipts.MARK,
              Receipts.MARK.audience(),
              BODY,
              Success.OK,
              null),
          new ToCommand(
              GET,
              "/agents/availability",
              Presence.AVAILABILITY,
              Audience.EVERYONE,
              QUERY,
              Success.OK,
              null),
          new ToCommand(
              PUT,
              "/agents/me/availability",
              Presence.SET,
              Presence.SET.audience(),
              BODY,
              Success.OK,
              null),
          get("/analytics/overview", Analytics.OVERVIEW),
          admin(GET, "/admin/organization", Administration.ORGANIZATION),
          admin(PATCH, "/admin/organization", Administration.CHANGE_ORGANIZATION),
          admin(POST, "/admin/identity-secrets", Administration.ROTATE_IDENTITY_SECRET),
          admin(GET, "/admin/agents", Administration.LIST_AGENTS),
          admin(POST, "/admin/agents", Administration.INVITE_AGENT),
          admin(PATCH, "/admin/agents/{agentId}", Administration.CHANGE_AGENT),
          admin(GET, "/admin/api-keys", Administration.LIST_API_KEYS),
          admin(POST, "/admin/api-keys", Administration.CREATE_API_KEY),
          admin(PUT, "/admin/api-keys/{apiKeyId}/revocation", Administration.REVOKE_API_KEY),
          admin(GET, "/admin/audit", Administration.AUDIT));

  /** By HTTP alone: no socket reaches these commands. */
  private static Route admin(HttpMethod method, String path, Command<?, ?> command) {
    return new ToCommand(
        method,
        path,
        command,
        Audience.ADMINS,
        method.equals(GET) ? QUERY : BODY,
        method.equals(POST) ? Success.CREATED : Success.OK,
        null);
  }

  private static Route get(String path, Command<?, ?> command) {
    return new ToCommand(GET, path, command, command.audience(), QUERY, Success.OK, null);
  }

  /** A route, and the fields that its path named. */
  public record Match(Route route, Map<String, String> fields) {}

  /** The route of a request, or null: another method on a known path is none either. */
  public static Match find(HttpMethod method, String path) {
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
