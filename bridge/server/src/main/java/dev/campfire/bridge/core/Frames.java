package dev.campfire.bridge.core;

import dev.campfire.host.json.WireJson;
import io.vertx.core.buffer.Buffer;

/** What a client is sent: the frames of the bridge protocol, put together from finished parts. */
public final class Frames {
  /** The answer to a ping. */
  public static final Buffer PONG = Buffer.buffer("{\"type\":\"pong\"}");

  private Frames() {}

  /** A reply or an event; {@code body} is JSON already. */
  public static Buffer received(String address, Buffer body) {
    return Buffer.buffer("{\"type\":\"rec\",\"address\":")
        .appendString(quoted(address))
        .appendString(",\"body\":")
        .appendBuffer(body)
        .appendByte((byte) '}');
  }

  /** The refusal of a {@code send} that waits for a reply. */
  public static Buffer failed(String replyAddress, int status, String problem) {
    return Buffer.buffer(
        "{\"type\":\"err\",\"address\":"
            + quoted(replyAddress)
            + ",\"failureCode\":"
            + status
            + ",\"failureType\":\"RECIPIENT_FAILURE\",\"message\":"
            + quoted(problem)
            + "}");
  }

  /** The refusal of a frame that waits for no reply; {@code address} is the one it named. */
  public static Buffer refused(String address, int status, String problem) {
    return Buffer.buffer(
        "{\"type\":\"err\",\"address\":"
            + quoted(address)
            + ",\"failureCode\":"
            + status
            + ",\"message\":"
            + quoted(problem)
            + "}");
  }

  /** The stock bridge's answer to what is no frame. */
  public static Buffer unreadable(String reason) {
    return Buffer.buffer("{\"type\":\"err\",\"body\":" + quoted(reason) + "}");
  }

  private static String quoted(String text) {
    return WireJson.writeText(text);
  }
}
