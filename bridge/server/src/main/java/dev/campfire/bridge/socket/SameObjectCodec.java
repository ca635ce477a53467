package dev.campfire.bridge.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an object over as it is, on a bus that leaves the process never. */
final class SameObjectCodec<T> implements MessageCodec<T, T> {
  private final Class<T> type;

  SameObjectCodec(Class<T> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer buffer, T object) {
    throw new UnsupportedOperationException(name() + " stays in its process");
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException(name() + " stays in its process");
  }

  @Override
  public T transform(T object) {
    return object;
  }

  @Override
  public String name() {
    return "campfire.edge." + type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
