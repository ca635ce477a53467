package dev.campfire.bench.check;

import dev.campfire.contract.messaging.Message;
import java.util.UUID;

/** A message as somebody was told of it, by a reply, a feed or a page of history. */
public record Seen(UUID id, UUID clientMessageId, long seq, String content) {
  public static Seen of(Message message) {
    return new Seen(
        message.id().value(), message.clientMessageId().value(), message.seq(), message.content());
  }
}
