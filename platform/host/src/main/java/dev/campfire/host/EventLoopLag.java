package dev.campfire.host;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;

/** Measures how late each event loop of a Vert.x does what is due. */
public final class EventLoopLag {
  private static final long EVERY_MS = 500;

  private EventLoopLag() {}

  /**
   * Measures from now on, until the Vert.x is closed.
   *
   * @param bus core or edge
   */
  public static void watch(Vertx vertx, String bus, MeterRegistry meters) {
    Timer lag = NodeMeter.EVENT_LOOP_LAG.timer(meters, bus);
    for (EventExecutor loop : ((VertxInternal) vertx).nettyEventLoopGroup()) {
      expect(loop, lag);
    }
  }

  private static void expect(EventExecutor loop, Timer lag) {
    long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
    loop.schedule(
        () -> {
          lag.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
          if (!loop.isShuttingDown()) {
            expect(loop, lag);
          }
        },
        EVERY_MS,
        TimeUnit.MILLISECONDS);
  }
}
