package dev.campfire.host.bus;

import dev.campfire.spi.Frame;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/** Carries frames: the same object inside a process, its bytes between processes. */
public final class FrameCodec implements MessageCodec<Frame, Frame> {

  @Override
  public void encodeToWire(Buffer buffer, Frame frame) {
    byte[] address = frame.address().getBytes(StandardCharsets.UTF_8);
    buffer.appendInt(address.length).appendBytes(address).appendLong(frame.changeSeq());
    buffer.appendLong(frame.atMs());
    buffer.appendInt(frame.bytes().length()).appendBuffer(frame.bytes());
  }

  @Override
  public Frame decodeFromWire(int position, Buffer buffer) {
    int at = position + 4;
    int length = buffer.getInt(position);
    String address = buffer.getString(at, at + length);
    at += length;
    long changeSeq = buffer.getLong(at);
    at += 8;
    long atMs = buffer.getLong(at);
    at += 8;
    int size = buffer.getInt(at);
    at += 4;
    return new Frame(address, changeSeq, atMs, buffer.getBuffer(at, at + size));
  }

  /** Frames are never written to, so all listeners of a process share one. */
  @Override
  public Frame transform(Frame frame) {
    return frame;
  }

  @Override
  public String name() {
    return "campfire.frame";
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
