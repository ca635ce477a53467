package dev.campfire.analytics;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where a page ended. Opaque on the wire: 32 bytes in base64url, microseconds since 1970, the
 * conversation and the number of the change.
 */
record PageCursor(Instant at, UUID conversation, long changeSeq) {
  private static final int BYTES = 4 * Long.BYTES;

  /** 9999-12-31: beyond it the database would refuse the time. */
  private static final long MAX_MICROS = 253_402_300_799_999_999L;

  String encode() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
            .putLong(conversation.getMostSignificantBits())
            .putLong(conversation.getLeastSignificantBits())
            .putLong(changeSeq)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Fails with {@link IllegalArgumentException} on what {@link #encode} does not make. */
  static PageCursor decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a cursor has " + BYTES + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long micros = buffer.getLong();
    if (micros < 0 || micros > MAX_MICROS) {
      throw new IllegalArgumentException("a cursor's time is in our era");
    }
    return new PageCursor(
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
        new UUID(buffer.getLong(), buffer.getLong()),
        buffer.getLong());
  }
}
