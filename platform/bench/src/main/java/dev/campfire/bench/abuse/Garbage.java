package dev.campfire.bench.abuse;

import java.util.List;

/** What is no frame, no request, or nobody's: one after the other. */
final class Garbage {
  private static final List<String> FRAMES =
      List.of(
          "",
          "no frame",
          "{",
          "[]",
          "null",
          "{\"type\":\"send\"}",
          "{\"type\":\"rec\",\"address\":\"messaging.send\",\"body\":{}}",
          "{\"type\":\"send\",\"type\":\"publish\",\"address\":\"messaging.send\",\"body\":{}}",
          "{\"type\":\"publish\",\"address\":\"messaging.send\",\"body\":{}}",
          "{\"type\":\"send\",\"address\":\"messaging.send\",\"replyAddress\":\"r\",\"body\":{}}",
          "{\"type\":\"send\",\"address\":\"session.auth\",\"replyAddress\":\"r\","
              + "\"body\":{\"token\":\"e30.e30.e30\"}}",
          "{\"type\":\"register\",\"address\":\"org:*:inbox\"}",
          "{\"type\":\"register\",\"address\":\"feeds\"}",
          "{\"type\":\"unregister\",\"address\":\"" + "a".repeat(5_000) + "\"}",
          "{\"type\":\"send\",\"address\":\"messaging.send\",\"headers\":null,\"body\":"
              + "[".repeat(2_000)
              + "]".repeat(2_000)
              + "}",
          "{\"type\":\"ping\",\"body\":\"" + "x".repeat(30_000) + "\"}");

  private int next;

  String next() {
    next = (next + 1) % FRAMES.size();
    return FRAMES.get(next);
  }
}
