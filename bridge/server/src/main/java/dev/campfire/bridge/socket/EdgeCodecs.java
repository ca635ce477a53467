package dev.campfire.bridge.socket;

import dev.campfire.spi.Frame;
import io.vertx.core.eventbus.EventBus;

/** What passes over an edge bus: objects of ours, as they are, since it is within one process. */
public final class EdgeCodecs {
  private EdgeCodecs() {}

  public static void register(EventBus edge) {
    register(edge, Frame.class);
    register(edge, StampedRequest.class);
    register(edge, StampedRequest.Reply.class);
  }

  private static <T> void register(EventBus edge, Class<T> type) {
    edge.registerDefaultCodec(type, new SameObjectCodec<>(type));
  }
}
