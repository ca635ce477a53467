package dev.campfire.spi;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What a node hands to a module. */
public interface ModuleContext {

  Bus bus();

  Database database();

  /**
   * The door for reports, which only read and only inside one organisation: few connections of
   * their own, with a shorter time for each statement, to a replica where there is one. What a
   * replica answers may be behind.
   */
  default Database reports() {
    return database();
  }

  /** The time; in tests one that stands until it is told to move. */
  Clock clock();

  /** For lengths of time; in tests it follows {@link #clock}. */
  Ticker ticker();

  IdSource ids();

  MeterRegistry meters();

  /** The core bus as a bridge sees it, for modules that connect clients. */
  Relay relay();

  /** What is announced in the cluster, for modules that act upon it. */
  default Events events() {
    throw new UnsupportedOperationException("Nothing is announced here");
  }
}
