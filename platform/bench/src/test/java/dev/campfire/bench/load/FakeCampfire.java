package dev.campfire.bench.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * As much of a server as the bench talks to, in memory, which can be told to break its promises at
 * the n-th message it is sent.
 */
final class FakeCampfire implements AutoCloseable {
  private static final String ORG = "00000000-0000-4000-8000-000000000001";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<Integer, Mischief> plan = new HashMap<>();
  private final Map<String, Room> rooms = new HashMap<>();
  private final Set<ServerWebSocket> sockets = new LinkedHashSet<>();
  private int sends;
  private int sessions;

  enum Mischief {
    /** Refuses it once. */
    RATE_LIMIT,
    /** Refuses it for good. */
    FORBID,
    /** Stores it and hangs up before it answers. */
    HANG_UP,
    /** Answers, tells everybody, and stores nothing. */
    LOSE,
    /** Stores it a second time under the next number. */
    STORE_TWICE,
    /** Tells nobody, but says a moment later how far the conversation has come. */
    HIDE,
    /** Tells nobody and says nothing. */
    HIDE_FOR_GOOD,
    /** Tells everybody twice. */
    REPEAT,
    /** Stores another text. */
    ALTER,
    /** Answers twice. */
    ANSWER_TWICE,
    /** Tells this message only after the next one. */
    TELL_LATE,
    /** Leaves out a number. */
    SKIP_NUMBER
  }

  private static final class Room {
    private final List<JsonObject> messages = new ArrayList<>();
    private final Set<ServerWebSocket> listeners = new LinkedHashSet<>();
    private final Map<String, JsonObject> byKey = new HashMap<>();
    private JsonObject held;
    private long lastSeq;
    private long changeSeq = 1;
  }

  FakeCampfire() {
    server = vertx.createHttpServer();
    server.requestHandler(this::answer);
    server.webSocketHandler(this::open);
    try {
      server
          .listen(0, "127.0.0.1")
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  FakeCampfire at(int nthMessage, Mischief mischief) {
    plan.put(nthMessage, mischief);
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  @Override
  public void close() {
    vertx.close();
  }

  private void answer(HttpServerRequest request) {
    JsonObject session =
        new JsonObject()
            .put("accessToken", "token " + ++sessions)
            .put("expiresAt", Instant.now().plusSeconds(900).toString())
            .put("contactToken", "contact " + sessions);
    request
        .body()
        .onSuccess(
            body -> {
              boolean wrong = body.toJsonObject().getString("password", "campfire").equals("wrong");
              JsonObject answer = wrong ? problem("unauthenticated", 401, false) : session;
              request.response().setStatusCode(wrong ? 401 : 200).end(answer.toBuffer());
            });
  }

  private static JsonObject problem(String code, int status, boolean retryable) {
    return new JsonObject()
        .put("code", code)
        .put("status", status)
        .put("detail", "planned")
        .put("retryable", retryable);
  }

  private void open(ServerWebSocket socket) {
    sockets.add(socket);
    socket.closeHandler(
        closed -> {
          sockets.remove(socket);
          rooms.values().forEach(room -> room.listeners.remove(socket));
        });
    socket.textMessageHandler(text -> receive(socket, new JsonObject(text)));
  }

  private void receive(ServerWebSocket socket, JsonObject frame) {
    String address = frame.getString("address");
    switch (frame.getString("type")) {
      case "ping" -> write(socket, new JsonObject().put("type", "pong"));
      case "register" -> register(socket, address);
      default ->
          serve(socket, address, frame.getString("replyAddress"), frame.getJsonObject("body"));
    }
  }

  private static void write(ServerWebSocket socket, JsonObject frame) {
    if (!socket.isClosed()) {
      socket.writeBinaryMessage(frame.toBuffer());
    }
  }

  private static void deliver(ServerWebSocket socket, String address, JsonObject body) {
    write(socket, new JsonObject().put("type", "rec").put("address", address).put("body", body));
  }

  private static void refuse(ServerWebSocket socket, String replyAddress, JsonObject problem) {
    write(
        socket,
        new JsonObject()
            .put("type", "err")
            .put("address", replyAddress)
            .put("failureCode", problem.getInteger("status"))
            .put("failureType", "RECIPIENT_FAILURE")
            .put("message", problem.encode()));
  }

  private void register(ServerWebSocket socket, String address) {
    Room room = rooms.get(address.substring(address.length() - 36));
    room.listeners.add(socket);
    deliver(
        socket,
        address,
        event("feed.joined").put("lastSeq", room.lastSeq).put("changeSeq", room.changeSeq));
  }

  private static JsonObject event(String type) {
    return new JsonObject().put("type", type).put("at", Instant.now().toString());
  }

  private void serve(ServerWebSocket socket, String address, String replyAddress, JsonObject body) {
    switch (address) {
      case "session.auth" ->
          deliver(
              socket,
              replyAddress,
              new JsonObject()
                  .put("caller", new JsonObject().put("id", UUID.randomUUID().toString()))
                  .put("contract", "1.0"));
      case "messaging.open" -> {
        rooms.put(body.getString("id"), new Room());
        deliver(socket, replyAddress, conversation(body.getString("id")));
      }
      case "messaging.send" -> send(socket, replyAddress, body);
      case "receipts.mark" -> deliver(socket, replyAddress, body);
      case "messaging.history" ->
          deliver(
              socket,
              replyAddress,
              new JsonObject()
                  .put("messages", page(body, "afterSeq", "seq"))
                  .put("firstSeq", 1)
                  .put("lastSeq", room(body).lastSeq));
      default -> {
        JsonArray messages = page(body, "afterChange", "changeSeq");
        long last =
            messages.isEmpty()
                ? room(body).changeSeq
                : messages.getJsonObject(messages.size() - 1).getLong("changeSeq");
        deliver(
            socket,
            replyAddress,
            new JsonObject()
                .put("conversation", conversation(body.getString("conversationId")))
                .put("messages", messages)
                .put("receipts", new JsonArray())
                .put("changeSeq", last)
                .put("more", last < room(body).changeSeq));
      }
    }
  }

  private Room room(JsonObject body) {
    return rooms.get(body.getString("conversationId"));
  }

  /** Three a page, so that every reader has to turn pages. */
  private JsonArray page(JsonObject body, String after, String number) {
    JsonArray messages = new JsonArray();
    room(body).messages.stream()
        .filter(message -> message.getLong(number) > body.getLong(after))
        .limit(3)
        .forEach(messages::add);
    return messages;
  }

  private static JsonObject conversation(String id) {
    return new JsonObject()
        .put("id", id)
        .put("org", ORG)
        .put("number", 1)
        .put("status", "open")
        .put("channel", "web")
        .put("lastSeq", 0)
        .put("changeSeq", 1)
        .put("openedAt", Instant.now().toString())
        .put("updatedAt", Instant.now().toString())
        .put("aKeyOfANewerServer", true);
  }

  private void send(ServerWebSocket socket, String replyAddress, JsonObject body) {
    Mischief mischief = plan.get(++sends);
    Room room = room(body);
    JsonObject known = room.byKey.get(body.getString("clientMessageId"));
    if (known != null) {
      deliver(socket, replyAddress, new JsonObject().put("message", known).put("duplicate", true));
      return;
    }
    if (mischief == Mischief.RATE_LIMIT || mischief == Mischief.FORBID) {
      boolean once = mischief == Mischief.RATE_LIMIT;
      refuse(
          socket,
          replyAddress,
          once
              ? problem("rate_limited", 429, true).put("retryAfterMs", 50)
              : problem("forbidden", 403, false));
      return;
    }
    JsonObject message = store(room, body, mischief);
    tell(room, message, mischief);
    if (mischief == Mischief.HANG_UP) {
      socket.close((short) 1011);
      return;
    }
    JsonObject accepted = new JsonObject().put("message", message).put("duplicate", false);
    deliver(socket, replyAddress, accepted);
    if (mischief == Mischief.ANSWER_TWICE) {
      deliver(socket, replyAddress, accepted);
    }
  }

  private JsonObject store(Room room, JsonObject body, Mischief mischief) {
    if (mischief == Mischief.SKIP_NUMBER) {
      room.lastSeq++;
    }
    room.lastSeq++;
    room.changeSeq++;
    JsonObject message = message(room, body);
    if (mischief == Mischief.ALTER) {
      message.put("content", "something else");
    }
    if (mischief == Mischief.LOSE) {
      room.lastSeq--;
      room.changeSeq--;
      return message;
    }
    room.messages.add(message);
    room.byKey.put(body.getString("clientMessageId"), message);
    if (mischief == Mischief.STORE_TWICE) {
      room.lastSeq++;
      room.changeSeq++;
      room.messages.add(message(room, body));
    }
    return message;
  }

  private static JsonObject message(Room room, JsonObject body) {
    return new JsonObject()
        .put("id", UUID.randomUUID().toString())
        .put("conversationId", body.getString("conversationId"))
        .put("seq", room.lastSeq)
        .put("changeSeq", room.changeSeq)
        .put("clientMessageId", body.getString("clientMessageId"))
        .put("sender", new JsonObject().put("id", ORG).put("kind", "agent"))
        .put("content", body.getString("content"))
        .put("sentAt", Instant.now().toString());
  }

  private void tell(Room room, JsonObject message, Mischief mischief) {
    JsonObject sent =
        event("message.sent")
            .put("changeSeq", message.getLong("changeSeq"))
            .put("message", message);
    if (mischief == Mischief.HIDE) {
      vertx.setTimer(50, due -> publish(room, message, head(room)));
    } else if (mischief == Mischief.TELL_LATE) {
      room.held = sent;
    } else if (mischief != Mischief.HIDE_FOR_GOOD) {
      publish(room, message, sent);
      if (mischief == Mischief.REPEAT) {
        publish(room, message, sent);
      }
      if (room.held != null) {
        publish(room, message, room.held);
        room.held = null;
      }
    }
  }

  private static JsonObject head(Room room) {
    return event("feed.head").put("lastSeq", room.lastSeq).put("changeSeq", room.changeSeq);
  }

  private static void publish(Room room, JsonObject message, JsonObject event) {
    String address = "org:" + ORG + ":conv:" + message.getString("conversationId");
    Buffer frame =
        new JsonObject().put("type", "rec").put("address", address).put("body", event).toBuffer();
    room.listeners.forEach(listener -> listener.writeBinaryMessage(frame));
  }
}
