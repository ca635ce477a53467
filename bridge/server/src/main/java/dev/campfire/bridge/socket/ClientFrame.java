package dev.campfire.bridge.socket;

import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/** What a client sent, as far as it can be understood. */
sealed interface ClientFrame {

  /** The address that it names, or null. */
  default String address() {
    return null;
  }

  /** Where its sender waits for a reply, or null. */
  default String replyAddress() {
    return null;
  }

  record Ping() implements ClientFrame {}

  /**
   * @param replyAddress null if no reply is waited for
   * @param body null unless it is an object
   */
  record Send(String address, String replyAddress, Body body) implements ClientFrame {
    Send with(Body other) {
      return new Send(address, replyAddress, other);
    }
  }

  record Publish(String address) implements ClientFrame {}

  record Register(String address) implements ClientFrame {}

  record Unregister(String address) implements ClientFrame {}

  /**
   * A send that cannot be taken, but whose sender can be told why.
   *
   * @param replyAddress null if there is none that could be answered
   * @param address null if there is none
   * @param field what is wrong with the envelope
   */
  record Malformed(String replyAddress, String address, String field, String message)
      implements ClientFrame {}

  /**
   * No frame at all.
   *
   * @param reason as the stock bridge says it, {@code invalid_json}
   */
  record Unreadable(String reason) implements ClientFrame {}

  /**
   * The body of a send.
   *
   * @param json the text of it, as it was sent
   * @param conversationId at its top, or null; not checked
   * @param hasId whether it has an {@code id} at its top
   * @param hasMessage whether it has a {@code message} at its top
   */
  record Body(Buffer json, String conversationId, boolean hasId, boolean hasMessage) {

    /** The same with an id at its top, where it had none. */
    Body withId(UUID id) {
      String fields = json.toString().substring(1);
      String comma = fields.strip().equals("}") ? "" : ",";
      Buffer named = Buffer.buffer("{\"id\":\"" + id + "\"" + comma + fields);
      return new Body(named, conversationId, true, hasMessage);
    }
  }
}
