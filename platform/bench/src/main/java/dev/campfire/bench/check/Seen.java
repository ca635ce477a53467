package dev.campfire.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.campfire.contract.messaging.Message;
import java.util.UUID;

/** A message as somebody was told of it, by a reply, a feed or a page of history. */
public record Seen(UUID id, UUID clientMessageId, long seq, String content) {
  /**
   * The same, of what came over the wire; a quarter of binding the whole record, for whoever reads
   * three of them a message.
   *
   * @throws IllegalArgumentException if it is no message
   */
  public static Seen of(JsonNode message) {
    return new Seen(
        UUID.fromString(message.path("id").asText()),
        UUID.fromString(message.path("clientMessageId").asText()),
        message.path("seq").asLong(),
        message.path("content").asText());
  }

  public static Seen of(Message message) {
    return new Seen(
        message.id().value(), message.clientMessageId().value(), message.seq(), message.content());
  }
}
