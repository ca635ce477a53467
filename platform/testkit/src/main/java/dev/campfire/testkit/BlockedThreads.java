package dev.campfire.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Remembers what Vert.x's blocked thread checker says, which a log line alone would let pass. */
public final class BlockedThreads extends AppenderBase<ILoggingEvent> {
  /**
   * What the checker warns of earlier may be a machine on which everything waits for a processor;
   * whoever waits for a disk or another answer on an event loop is found all the same.
   */
  private static final long LONGEST_MS = 3_000;

  private static final Pattern BLOCKED_FOR = Pattern.compile("blocked for (\\d+) ms");

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Logger logger =
      (Logger) LoggerFactory.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  public void watch() {
    logger.setLevel(Level.WARN);
    start();
    logger.addAppender(this);
  }

  /** Ends the watch and fails if an event loop was blocked for over three seconds. */
  public void verify() {
    logger.detachAppender(this);
    if (!seen.isEmpty()) {
      throw new AssertionError("An event loop was blocked:\n" + String.join("\n", seen));
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    Matcher blocked = BLOCKED_FOR.matcher(event.getFormattedMessage());
    if (blocked.find() && Long.parseLong(blocked.group(1)) < LONGEST_MS) {
      return;
    }
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    seen.add(event.getFormattedMessage() + trace);
  }
}
