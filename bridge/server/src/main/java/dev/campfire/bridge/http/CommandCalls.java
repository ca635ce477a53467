package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.Catalogue;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.Ids;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.host.json.RecordReader;
import dev.campfire.host.json.WireJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The calls that commands answer. */
final class CommandCalls {
  private static final String KEY_HEADER = "Idempotency-Key";

  private final BridgeNode node;
  private final RecentContents contents;

  CommandCalls(BridgeNode node, RecentContents contents) {
    this.node = node;
    this.contents = contents;
  }

  /**
   * Asks the route's command as the caller.
   *
   * @param body what the request brought, empty without a body
   * @return done when it is answered; fails with what to answer instead
   */
  Future<Void> call(
      Caller caller, RouteTable.Match match, HttpServerRequest request, ObjectNode body) {
    Route.ToCommand route = (Route.ToCommand) match.route();
    Catalogue.admit(route.command(), caller);
    Record asked = bind(caller, match, request, body);
    charge(caller, asked);
    return isRepeat(caller, route, asked)
        .compose(
            isRepeat ->
                node.core()
                    .forward(route.command().address(), caller, WireJson.write(asked))
                    .map(
                        reply -> {
                          Responses.json(request, status(route, isRepeat, reply), reply);
                          return null;
                        }));
  }

  private void charge(Caller caller, Record asked) {
    boolean isMessage =
        asked instanceof SendMessage
            || (asked instanceof OpenConversation open && open.message() != null);
    if (isMessage) {
      node.budgets().chargeMessage(caller);
    } else {
      node.budgets().chargeRequest(caller);
    }
  }

  private Record bind(
      Caller caller, RouteTable.Match match, HttpServerRequest request, ObjectNode body) {
    Route.ToCommand route = (Route.ToCommand) match.route();
    ObjectNode fields =
        route.source() == Route.Source.BODY
            ? body
            : QueryFields.read(request, route.command().request());
    match
        .fields()
        .forEach(
            (name, value) -> {
              if (fields.has(name)) {
                throw ProblemException.invalid(name, "stands in the path alone");
              }
              fields.put(name, value);
            });
    if (route.idField() != null && !fields.has(route.idField())) {
      addId(caller, route, request, fields);
    }
    return RecordReader.read(fields, route.command().request());
  }

  /** The body names no id: the header does, or, for a message, we do. */
  private void addId(
      Caller caller, Route.ToCommand route, HttpServerRequest request, ObjectNode fields) {
    String key = request.getHeader(KEY_HEADER);
    if (key != null) {
      fields.put(route.idField(), checked(key));
    } else if (route.command() == Messaging.SEND) {
      fields.put(
          route.idField(),
          contents
              .idFor(
                  caller,
                  fields.path("conversationId").asText(),
                  fields.path("content").asText(),
                  node.ids()::next)
              .toString());
    }
  }

  private static String checked(String key) {
    try {
      return Ids.parse(key).toString();
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(KEY_HEADER, "must be a lowercase UUID");
    }
  }

  /**
   * Whether a conversation of this id is there already. The reply does not tell: it is the
   * conversation, as it is after however many repeats.
   */
  private Future<Boolean> isRepeat(Caller caller, Route.ToCommand route, Record asked) {
    if (route.success() != Route.Success.CONVERSATION
        || !(asked instanceof OpenConversation open)
        || open.id() == null) {
      return Future.succeededFuture(false);
    }
    return node.core()
        .request(Messaging.GET, caller, new GetConversation(open.id()))
        .map(true)
        .recover(
            failure ->
                failure instanceof ProblemException problem
                        && problem.code() == ProblemCode.NOT_FOUND
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(failure));
  }

  private static int status(Route.ToCommand route, boolean isRepeat, Buffer reply) {
    return switch (route.success()) {
      case OK -> 200;
      case CONVERSATION -> isRepeat ? 200 : 201;
      case MESSAGE ->
          WireJson.readTrusted(reply, SendMessage.Accepted.class).duplicate() ? 200 : 201;
    };
  }
}
