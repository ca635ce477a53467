package dev.campfire.spi;

import dev.campfire.contract.Caller;
import dev.campfire.contract.address.Command;
import dev.campfire.contract.address.Signal;
import dev.campfire.contract.address.Topic;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The core bus with types: commands are asked and answered, events are announced, signals pass
 * between the parts of Campfire.
 */
public interface Bus {

  /** Answers a command. Runs on the event loop of the verticle that serves it. */
  @FunctionalInterface
  interface Handler<Q, R> {
    /**
     * @param caller who asks, stamped by the bridge
     * @param request checked against the marks on its record
     * @return the reply; a {@link dev.campfire.contract.ProblemException} is answered as its
     *     problem, anything else as {@code internal}
     */
    Future<R> handle(Caller caller, Q request);
  }

  /**
   * Serves a command on this node until the verticle is undeployed. Several nodes may serve the
   * same one.
   *
   * @return done when the whole cluster knows
   */
  <Q extends Record, R extends Record> Future<?> serve(
      Command<Q, R> command, Handler<Q, R> handler);

  /**
   * Asks a command: on this node if it is served here, else on the next node that serves it. Waits
   * 2 s, and once more on a fresh try with the same request, so the request must be safe to repeat.
   *
   * @return the reply; fails with a {@link dev.campfire.contract.ProblemException}, {@code
   *     unavailable} if no node serves it or none answered
   */
  <Q extends Record, R extends Record> Future<R> request(
      Command<Q, R> command, Caller caller, Q request);

  /**
   * Announces an event to every socket of the cluster that listens to the address. A hint: it may
   * be lost with a node or a link, so what it tells must stand in the database before.
   *
   * @param changeSeq the number of the change that a reader can ask for again, 0 if there is none
   */
  <E> void publish(Topic.Address<E> address, E event, long changeSeq);

  default <E> void publish(Topic.Address<E> address, E event) {
    publish(address, event, 0);
  }

  /** Hears the events of a topic as they are announced. */
  @FunctionalInterface
  interface Listener<E> {
    /**
     * @param event reads it, which costs something: look at the address first. Empty if it is of
     *     another kind, since modules may share a feed
     */
    void heard(Topic.Address<E> address, Supplier<Optional<E>> event);
  }

  /**
   * Hears every event of the cluster on the feeds of a topic until the verticle is undeployed. Some
   * may be lost.
   *
   * @return done when the whole cluster knows
   */
  <E> Future<?> listen(Topic<E> topic, Listener<E> listener);

  /** Tells every node that hears the signal, this one too. May be lost. */
  <S extends Record> void tell(Signal<S> signal, S what);

  /**
   * Hears a signal on this node until the verticle is undeployed.
   *
   * @return done when the whole cluster knows
   */
  <S extends Record> Future<?> hear(Signal<S> signal, Consumer<S> listener);
}
