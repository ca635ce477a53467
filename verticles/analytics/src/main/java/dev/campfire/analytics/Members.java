package dev.campfire.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of contacts or conversations by their numbers, in little space and exact, which can be
 * united.
 */
final class Members {
  private final RoaringBitmap numbers = new RoaringBitmap();

  static Members of(byte[] kept) {
    Members members = new Members();
    members.add(kept);
    return members;
  }

  void add(int number) {
    numbers.add(number);
  }

  void add(byte[] kept) {
    if (kept == null) {
      return;
    }
    RoaringBitmap others = new RoaringBitmap();
    try {
      others.deserialize(ByteBuffer.wrap(kept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    numbers.or(others);
  }

  long count() {
    return numbers.getLongCardinality();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Members members && numbers.equals(members.numbers);
  }

  @Override
  public int hashCode() {
    return numbers.hashCode();
  }

  byte[] kept() {
    ByteBuffer buffer = ByteBuffer.allocate(numbers.serializedSizeInBytes());
    numbers.serialize(buffer);
    return buffer.array();
  }
}
