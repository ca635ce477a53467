package dev.campfire.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.campfire.bridge.core.BridgeNode;
import dev.campfire.bridge.core.Catalogue;
import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.id.Ids;
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

  CommandCalls(BridgeNode node) {
    this.node = node;
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
    admit(route, caller);
    ObjectNode fields = fields(match, request, body);
    Command<?, ?> command = name(route, request, fields);
    Record asked = RecordReader.read(fields, command.request());
    charge(caller, asked);
    return node.core()
        .forward(command, caller, WireJson.write(asked))
        .map(
            reply -> {
              answer(route, request, reply);
              return null;
            });
  }

  private static void answer(Route.ToCommand route, HttpServerRequest request, Buffer reply) {
    switch (route.success()) {
      case OK -> Responses.json(request, 200, reply);
      case CREATED -> Responses.json(request, 201, reply);
      case MESSAGE -> {
        var accepted = WireJson.readTrusted(reply, SendMessage.Accepted.class);
        Responses.json(request, accepted.duplicate() ? 200 : 201, reply);
      }
      case CONVERSATION -> {
        var opened = WireJson.readTrusted(reply, OpenConversation.Opened.class);
        Responses.json(
            request, opened.duplicate() ? 200 : 201, WireJson.write(opened.conversation()));
      }
    }
  }

  /** The command itself may be an internal one, which serves HTTP's needs. */
  private static void admit(Route.ToCommand route, Caller caller) {
    if (!route.audience().includes(caller.role())) {
      throw ProblemException.of(ProblemCode.FORBIDDEN, "This role may not ask this.");
    }
    Catalogue.checkScope(caller, publicAddress(route));
  }

  /** Under which the same can be asked on a socket, and scopes name it. */
  private static String publicAddress(Route.ToCommand route) {
    return route.command() == Messaging.OPEN_ONCE
        ? Messaging.OPEN.address()
        : route.command().address();
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

  private static ObjectNode fields(
      RouteTable.Match match, HttpServerRequest request, ObjectNode body) {
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
    return fields;
  }

  /**
   * Gives what the body does not name the header's id, or else one of ours, so that a second try of
   * the bus is the same request.
   *
   * @return the command that answers it
   */
  private Command<?, ?> name(Route.ToCommand route, HttpServerRequest request, ObjectNode fields) {
    if (route.idField() == null || fields.has(route.idField())) {
      return route.command();
    }
    String key = request.getHeader(KEY_HEADER);
    fields.put(route.idField(), key == null ? node.ids().next().toString() : checked(key));
    return key == null && route.command() == Messaging.SEND
        ? Messaging.SEND_WITHOUT_ID
        : route.command();
  }

  private static String checked(String key) {
    try {
      return Ids.parse(key).toString();
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(KEY_HEADER, "must be a lowercase UUID");
    }
  }
}
