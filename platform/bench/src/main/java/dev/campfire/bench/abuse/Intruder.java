package dev.campfire.bench.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.bench.wire.Json;
import dev.campfire.bench.wire.RequestFailure;
import dev.campfire.bench.wire.TokenSource;
import dev.campfire.bench.wire.TokenSource.Token;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One of the crowd: comes in, does harm until they are sent away, and comes again. */
final class Intruder {
  /** Of one who was sent away, on average. */
  private static final int PAUSE_MS = 1_000;

  /** Of one who was turned away at the door: it is this machine that both sides run on. */
  private static final int LONG_PAUSE_MS = 4_000;

  private static final int LONG_MESSAGES = 10;
  private static final int FLOOD_EVERY_MS = 10;
  private static final int FLOOD_AT_ONCE = 100;

  private final Place place;
  private final Kind kind;
  private final Tally tally;
  private final TokenSource tokens;
  private final Garbage garbage = new Garbage();
  private final UUID conversation = UUID.randomUUID();
  private int visits;
  private boolean isSettled;
  private int heard;

  /** What they all share. */
  record Place(
      Vertx vertx,
      WebSocketClient client,
      WebSocketConnectOptions door,
      Random random,
      Gathering gathering) {}

  /** Whether anybody still comes. */
  static final class Gathering {
    private boolean isOver;

    void end() {
      isOver = true;
    }
  }

  /**
   * @param tokens null for who never signs in
   */
  Intruder(Place place, Kind kind, Tally tally, TokenSource tokens) {
    this.place = place;
    this.kind = kind;
    this.tally = tally;
    this.tokens = tokens;
  }

  /** Tries to get in, now and again whenever they are out. */
  void come() {
    if (place.gathering().isOver) {
      return;
    }
    tally.tried();
    Future<Token> token = tokens == null ? Future.succeededFuture() : tokens.token();
    token
        .compose(
            known ->
                place.client().connect(place.door()).onSuccess(socket -> inside(socket, known)))
        .onFailure(
            failure -> {
              tally.turnedAway(why(failure));
              comeAgain(LONG_PAUSE_MS);
            });
  }

  private void comeAgain(int pauseMs) {
    place.vertx().setTimer(pauseMs / 2 + place.random().nextInt(pauseMs), due -> come());
  }

  private static String why(Throwable failure) {
    if (failure instanceof UpgradeRejectedException refused) {
      return "" + refused.getStatus();
    }
    return failure instanceof RequestFailure refused ? "session " + refused.code() : "connection";
  }

  private void inside(WebSocket socket, Token token) {
    tally.admitted();
    visits++;
    socket.exceptionHandler(broken -> {});
    heard = 0;
    socket.binaryMessageHandler(frame -> hear(socket, frame.getBytes()));
    socket.textMessageHandler(frame -> hear(socket, frame.getBytes(StandardCharsets.UTF_8)));
    long harm = begin(socket, token);
    socket.closeHandler(
        gone -> {
          place.vertx().cancelTimer(harm);
          Short code = socket.closeStatusCode();
          tally.sentAway(code == null ? Tally.CUT_OFF : code);
          comeAgain(PAUSE_MS);
        });
  }

  private void hear(WebSocket socket, byte[] bytes) {
    if (kind == Kind.DEAF && !isSettled) {
      goOnSettling(socket);
    }
    try {
      JsonNode frame = Json.tree(bytes);
      if (frame.path("type").asText("").equals("err")) {
        tally.problem(frame.has("failureCode") ? frame.get("failureCode").asText() : "unreadable");
      }
    } catch (IOException notOurs) {
      tally.problem("not JSON");
    }
  }

  /** Answers the timer of what they do. */
  private long begin(WebSocket socket, Token token) {
    return switch (kind) {
      case SILENT -> -1L;
      case GARBAGE -> place.vertx().setPeriodic(250, tick -> throwGarbage(socket));
      case DEAF -> {
        settleIn(socket, token);
        yield place.vertx().setPeriodic(200, tick -> ask(socket));
      }
      case FLOOD -> {
        write(socket, send("session.auth", Map.of("token", token.text())));
        yield place.vertx().setPeriodic(FLOOD_EVERY_MS, tick -> flood(socket));
      }
    };
  }

  private void throwGarbage(WebSocket socket) {
    for (int i = 0; i < 10; i++) {
      write(socket, garbage.next());
    }
  }

  /** Signs in and, until that was acknowledged once, says something long to ask for. */
  private void settleIn(WebSocket socket, Token token) {
    write(socket, send("session.auth", Map.of("token", token.text())));
    if (isSettled) {
      socket.pause();
      return;
    }
    write(socket, send("messaging.open", Map.of("id", conversation.toString())));
    for (int i = 0; i < LONG_MESSAGES; i++) {
      write(
          socket,
          send(
              "messaging.send",
              Map.of(
                  "conversationId",
                  conversation.toString(),
                  "clientMessageId",
                  UUID.randomUUID().toString(),
                  "content",
                  "x".repeat(8_000))));
    }
  }

  /** Whoever has something long to ask for goes deaf. */
  private void goOnSettling(WebSocket socket) {
    heard++;
    if (heard == 2 + LONG_MESSAGES) {
      isSettled = true;
      socket.pause();
    }
  }

  private void ask(WebSocket socket) {
    if (!isSettled) {
      return;
    }
    write(socket, send("messaging.history", Map.of("conversationId", conversation.toString())));
  }

  /** Pings, requests or feeds, another at each visit. */
  private void flood(WebSocket socket) {
    List<String> words =
        switch (visits % 3) {
          case 0 -> List.of("{\"type\":\"ping\"}");
          case 1 -> List.of(send("messaging.list", Map.of()));
          default -> List.of(feed("register"), feed("unregister"));
        };
    for (int i = 0; i < FLOOD_AT_ONCE && !socket.isClosed() && !socket.writeQueueFull(); i++) {
      write(socket, words.get(i % words.size()));
    }
  }

  private static String feed(String type) {
    return Json.text(
        Map.of("type", type, "address", "org:" + new UUID(0, 0) + ":conv:" + new UUID(0, 1)));
  }

  private static String send(String address, Map<String, ?> body) {
    return Json.text(Map.of("type", "send", "address", address, "replyAddress", "r", "body", body));
  }

  private void write(WebSocket socket, String frame) {
    if (!socket.isClosed()) {
      tally.frames(1);
      socket.writeTextMessage(frame);
    }
  }
}
