package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page of conversations ended. Opaque on the wire: 24 bytes in base64url, microseconds
 * since 1970 (as exact as PostgreSQL's times) and the id.
 */
record ListCursor(Instant updatedAt, ConversationId id) {
  private static final int BYTES = Long.BYTES + 2 * Long.BYTES;

  /** 9999-12-31: beyond it the database would refuse the time. */
  private static final long MAX_MICROS = 253_402_300_799_999_999L;

  static ListCursor after(Conversation last) {
    return new ListCursor(last.updatedAt(), last.id());
  }

  String encode() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(updatedAt.getEpochSecond() * 1_000_000 + updatedAt.getNano() / 1_000)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Fails with {@link IllegalArgumentException} on what {@link #encode} does not make. */
  static ListCursor decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a cursor has " + BYTES + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long micros = buffer.getLong();
    if (micros < 0 || micros > MAX_MICROS) {
      throw new IllegalArgumentException("a cursor's time is in our era");
    }
    UUID id = new UUID(buffer.getLong(), buffer.getLong());
    return new ListCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new ConversationId(id));
  }
}
