package dev.campfire.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Remembers what Vert.x's blocked thread checker says, which a log line alone would let pass. */
public final class BlockedThreads extends AppenderBase<ILoggingEvent> {
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  public void watch() {
    logger.setLevel(Level.WARN);
    start();
    logger.addAppender(this);
  }

  /** Ends the watch and fails if an event loop was blocked for over a second. */
  public void verify() {
    logger.detachAppender(this);
    if (!seen.isEmpty()) {
      throw new AssertionError("An event loop was blocked:\n" + String.join("\n", seen));
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    seen.add(event.getFormattedMessage() + trace);
  }
}
