package dev.campfire.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The frames of the Vert.x event-bus bridge, as contract section 3 uses them. */
final class Frames {
  static final String PING = "{\"type\":\"ping\"}";

  private Frames() {}

  /** What the server sends. */
  sealed interface Received {
    /** A reply or an event, told apart by the address. */
    record Delivery(String address, JsonNode body) implements Received {}

    /** A refusal; the address is the reply address or the feed. */
    record Refusal(String address, RequestFailure failure) implements Received {}

    /** The answer to a ping. */
    record Pong() implements Received {}

    /** Something that is no frame of this protocol. */
    record Unreadable(String reason) implements Received {}
  }

  static String send(String address, String replyAddress, Object body) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", "send");
    frame.put("address", address);
    frame.put("replyAddress", replyAddress);
    frame.put("body", body);
    return Json.text(frame);
  }

  static String register(String address) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("type", "register");
    frame.put("address", address);
    return Json.text(frame);
  }

  /** Reads a frame, whether it came as text or as binary. */
  static Received read(byte[] bytes) {
    JsonNode frame;
    try {
      frame = Json.tree(bytes);
    } catch (IOException e) {
      return new Received.Unreadable("not JSON");
    }
    return switch (frame.path("type").asText("")) {
      case "rec" ->
          frame.path("address").isTextual() && frame.has("body")
              ? new Received.Delivery(frame.get("address").textValue(), frame.get("body"))
              : new Received.Unreadable("a rec without address or body");
      case "err" -> refusal(frame);
      case "pong" -> new Received.Pong();
      default -> new Received.Unreadable("of type " + frame.path("type"));
    };
  }

  private static Received refusal(JsonNode frame) {
    if (!frame.has("address")) {
      // The stock answer to a frame that it could not read: {type: "err", body}.
      return new Received.Unreadable("an err without an address: " + frame.path("body").asText());
    }
    int status = frame.path("failureCode").asInt(0);
    return new Received.Refusal(
        frame.get("address").asText(), RequestFailure.of(status, problem(frame)));
  }

  /** The problem travels as JSON text in {@code message}. */
  private static JsonNode problem(JsonNode frame) {
    try {
      return Json.tree(frame.path("message").asText("").getBytes(StandardCharsets.UTF_8));
    } catch (IOException notAProblem) {
      return null;
    }
  }
}
