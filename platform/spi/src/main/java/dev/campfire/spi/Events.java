package dev.campfire.spi;

import io.vertx.core.Future;

/** What is announced in the cluster, for those who act upon it. */
public interface Events {

  /** Acts upon one event. Runs on the thread of the verticle that listens. */
  @FunctionalInterface
  interface Listener<E> {
    /**
     * @param campfire the organisation in which it happened, and what can be done there
     * @return done when nothing more is to be done about the event; a failure goes to the log
     */
    Future<?> hear(E event, Happening campfire);
  }

  /**
   * Listens to one kind of event, of every organisation, until the verticle is undeployed.
   *
   * <p>Each event is heard once, on one of the nodes that run a listener of this name; an event may
   * be lost with a node or a link, and heard twice while nodes come and go. So what it tells must
   * be asked for where it matters, and what is done about it must be harmless to repeat.
   *
   * @param listener the name of the extension
   * @param event a record of the contract, such as {@code MessageSent}
   * @return done when it listens
   */
  <E> Future<?> on(String listener, Class<E> event, Listener<E> heard);
}
