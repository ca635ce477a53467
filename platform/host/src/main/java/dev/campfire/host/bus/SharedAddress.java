package dev.campfire.host.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An address at which a verticle is reached for several purposes, told apart by a header. The
 * cluster's registry holds one entry for all of them: it does not grow with what only parts of
 * Campfire say to one another.
 */
final class SharedAddress {
  private static final String PURPOSE = "purpose";

  /** What the verticle of one event loop takes here. */
  private static final class Takers {
    private final Map<String, List<Consumer<Message<Buffer>>>> byPurpose =
        new ConcurrentHashMap<>();
    private Future<Void> known;

    private void add(String purpose, Consumer<Message<Buffer>> taker) {
      byPurpose.computeIfAbsent(purpose, first -> new CopyOnWriteArrayList<>()).add(taker);
    }
  }

  private final String address;
  private final Consumer<Message<Buffer>> untaken;
  private final Vertx vertx;
  private final Registrations registrations;

  /**
   * @param untaken gets what came for a purpose that the verticle does not serve
   */
  SharedAddress(
      String address, Consumer<Message<Buffer>> untaken, Vertx vertx, Registrations registrations) {
    this.address = address;
    this.untaken = untaken;
    this.vertx = vertx;
    this.registrations = registrations;
  }

  /** Marks a message with its purpose. */
  static DeliveryOptions mark(DeliveryOptions options, String purpose) {
    return options.addHeader(PURPOSE, purpose);
  }

  /**
   * Takes what comes for a purpose, on the event loop that asks, until its verticle is undeployed.
   *
   * @return done when the whole cluster knows
   */
  Future<Void> take(String purpose, Consumer<Message<Buffer>> taker) {
    Context here = vertx.getOrCreateContext();
    Takers there = here.get(this);
    if (there != null) {
      there.add(purpose, taker);
      return there.known;
    }
    Takers first = new Takers();
    first.add(purpose, taker);
    here.put(this, first);
    first.known =
        registrations.add(
            address,
            () ->
                vertx
                    .eventBus()
                    .<Buffer>consumer(address)
                    .handler(message -> hand(first, message)));
    return first.known;
  }

  private void hand(Takers takers, Message<Buffer> message) {
    takers
        .byPurpose
        .getOrDefault(message.headers().get(PURPOSE), List.of(untaken))
        .forEach(taker -> taker.accept(message));
  }
}
