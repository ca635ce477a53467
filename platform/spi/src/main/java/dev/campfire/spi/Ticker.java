package dev.campfire.spi;

/**
 * Milliseconds since some moment, for lengths of time: they only grow, whatever becomes of the wall
 * clock. Means nothing to another process.
 */
@FunctionalInterface
public interface Ticker {
  long millis();
}
