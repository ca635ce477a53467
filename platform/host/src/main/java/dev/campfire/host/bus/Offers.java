package dev.campfire.host.bus;

import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Offer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What extensions bring into the cluster. Each node says the whole of its own after every change
 * and again and again, so that one who was not there hears of it, and one that is gone is
 * forgotten.
 */
public final class Offers {
  private static final String ADDRESS = "offers";
  private static final long EVERY_MS = 2_000;

  /** Three times missed. */
  private static final long FORGET_AFTER_NANOS = TimeUnit.SECONDS.toNanos(7);

  private record Heard(Offer offer, long atNanos) {}

  private final Vertx vertx;
  private final CoreBus bus;
  private final String node = UUID.randomUUID().toString();
  private final Map<String, Offer.Part> own = new ConcurrentSkipListMap<>();
  private final Map<String, Heard> others = new ConcurrentHashMap<>();
  private final List<Consumer<List<Offer>>> receivers = new CopyOnWriteArrayList<>();

  Offers(Vertx vertx, CoreBus bus) {
    this.vertx = vertx;
    this.bus = bus;
  }

  /** Listens from now on, until the node's Vert.x is closed. */
  Future<Void> begin(Registrations registrations) {
    vertx.setPeriodic(EVERY_MS, timer -> tick());
    return registrations.add(
        ADDRESS,
        () -> vertx.eventBus().<Buffer>consumer(ADDRESS).handler(heard -> hear(heard.body())));
  }

  /** Adds an extension of this node, or one with other addresses in its place. */
  public void offer(Offer.Part part) {
    own.put(part.name(), part);
    changed();
  }

  public void withdraw(String name) {
    if (own.remove(name) != null) {
      changed();
    }
  }

  private void changed() {
    announce();
    tell();
  }

  private void announce() {
    bus.spread(ADDRESS, WireJson.write(mine()));
  }

  private Offer mine() {
    return new Offer(node, List.copyOf(own.values()));
  }

  private void tick() {
    if (!own.isEmpty()) {
      announce();
    }
    long now = System.nanoTime();
    if (others.values().removeIf(heard -> now - heard.atNanos > FORGET_AFTER_NANOS)) {
      tell();
    }
  }

  private void hear(Buffer announced) {
    Offer offer = WireJson.readTrusted(announced, Offer.class);
    if (offer.node().equals(node)) {
      return;
    }
    Heard before =
        offer.parts().isEmpty()
            ? others.remove(offer.node())
            : others.put(offer.node(), new Heard(offer, System.nanoTime()));
    if (before == null || !before.offer.equals(offer)) {
      tell();
    }
  }

  private void tell() {
    List<Offer> all = all();
    receivers.forEach(receiver -> receiver.accept(all));
  }

  private List<Offer> all() {
    List<Offer> all = new ArrayList<>(others.values().stream().map(Heard::offer).toList());
    all.add(mine());
    return all;
  }

  void onChange(Consumer<List<Offer>> receiver) {
    receivers.add(receiver);
    receiver.accept(all());
  }

  /**
   * Whether this node, of all that run an extension of the name, is the one to act upon a key: by
   * the highest of the nodes' random numbers for it, so that the others' keys stay where they are
   * when one leaves (rendezvous hashing).
   */
  boolean isOurs(String name, String key) {
    long ours = weight(node, key);
    return others.values().stream()
        .map(Heard::offer)
        .filter(offer -> offer.parts().stream().anyMatch(part -> part.name().equals(name)))
        .noneMatch(offer -> weight(offer.node(), key) > ours);
  }

  private static long weight(String node, String key) {
    long hash = 0xCBF29CE484222325L;
    for (char c : (node + key).toCharArray()) {
      hash = (hash ^ c) * 0x100000001B3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xFF51AFD7ED558CCDL;
    return hash ^ hash >>> 33;
  }
}
