package dev.campfire.host.extension;

import dev.campfire.spi.Offer;
import io.vertx.core.Deployable;

/** What was found in a file, before it runs. */
public interface Extension extends AutoCloseable {

  /** Its name, as {@link dev.campfire.spi.CampfireModule#name}. */
  String name();

  /** What is deployed. */
  Deployable verticle();

  /** What it serves and announces; asked when it has started. */
  Offer.Part offer();

  /**
   * Ends what it is doing, from another thread.
   *
   * @return whether that can be done
   */
  default boolean interrupt() {
    return false;
  }

  /** Gives back what it has held, after it was undeployed. */
  @Override
  default void close() {}
}
