package dev.campfire.bridge.http;

import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.address.Audience;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.identity.AcceptInvitation;
import dev.campfire.contract.identity.LogIn;
import dev.campfire.contract.identity.SignInService;
import dev.campfire.contract.identity.StartWidgetSession;
import dev.campfire.contract.messaging.Conversation;
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
    OK(200),
    CREATED(201),
    /** 201, or 200 when it was sent before: the reply says so. */
    MESSAGE(201, 200),
    /** 201, or 200 when it was opened before: the reply says so, around the conversation. */
    CONVERSATION(201, 200);

    private final List<Integer> statuses;

    Success(Integer... statuses) {
      this.statuses = List.of(statuses);
    }

    /** The statuses of a reply. */
    public List<Integer> statuses() {
      return statuses;
    }
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
      implements Route {

    /** What is answered: of what was opened the bare conversation, as on the bus. */
    public Class<? extends Record> reply() {
      return success == Success.CONVERSATION ? Conversation.class : command.reply();
    }
  }

  /** A call about signing in. */
  record ToSignIn(HttpMethod method, String path, Action action) implements Route {
    /** What is asked, with what, and what is answered. */
    public enum Action {
      /** An agent signs in by e-mail and password. */
      LOG_IN(LogIn.class, LoggedIn.class),
      /** A new access token for the refresh token of the cookie, which is replaced. */
      REFRESH(NoFields.class, LoggedIn.class),
      /** Ends the session of the cookie, its tokens and its live sockets. */
      LOG_OUT(NoFields.class, null),
      /** A visitor's widget asks for a session; nothing is stored before their first message. */
      WIDGET_SESSION(
          StartWidgetSession.class, StartWidgetSession.WidgetSession.class, ProblemCode.NOT_FOUND),
      /** An integration signs in by its API key. */
      SERVICE_TOKEN(SignInService.class, SignInService.ServiceSession.class),
      /** An invited agent chooses a password and is signed in by it. */
      INVITATION(AcceptInvitation.class, LoggedIn.class);

      private final Class<? extends Record> request;
      private final Class<? extends Record> reply;
      private final List<ProblemCode> refusals;

      Action(
          Class<? extends Record> request, Class<? extends Record> reply, ProblemCode... refusals) {
        this.request = request;
        this.reply = reply;
        this.refusals = List.of(refusals);
      }

      public Class<? extends Record> request() {
        return request;
      }

      /** Null where 204 is answered. */
      public Class<? extends Record> reply() {
        return reply;
      }

      /** As {@link Command#refusals}. */
      public List<ProblemCode> refusals() {
        return refusals;
      }
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
