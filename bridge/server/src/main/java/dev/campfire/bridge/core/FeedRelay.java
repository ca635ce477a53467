package dev.campfire.bridge.core;

import dev.campfire.spi.Frame;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands the cluster's events on to the edge bus, those alone that a socket of this node listens to.
 */
public final class FeedRelay {
  private static final DeliveryOptions HERE = new DeliveryOptions().setLocalOnly(true);

  private final Vertx edge;
  private final Context edgeContext;
  private final WatchedFeeds watched;
  private final ReceiptOrder receipts = new ReceiptOrder();

  /** One event loop of the edge publishes everything, so that a feed keeps its order. */
  public FeedRelay(Vertx edge, WatchedFeeds watched) {
    this.edge = edge;
    this.edgeContext = edge.getOrCreateContext();
    this.watched = watched;
  }

  /** From one thread. */
  public void relay(Frame frame) {
    if (watched.advance(frame.address(), frame.changeSeq()) && !receipts.isOld(frame)) {
      afterwards(() -> edge.eventBus().publish(frame.address(), frame, HERE));
    }
  }

  /** Does something once every event relayed so far is on its way to its sockets. */
  public void afterwards(Runnable work) {
    try {
      edgeContext.runOnContext(there -> work.run());
    } catch (RejectedExecutionException closed) {
      // The edge is gone, and everybody with it.
    }
  }
}
