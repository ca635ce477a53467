package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.identity.Identity;
import dev.campfire.contract.identity.ReadRevocations;
import dev.campfire.contract.identity.ReadRevocations.Revocation;
import dev.campfire.contract.identity.ReadRevocations.Revocations;
import dev.campfire.spi.Bus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks identity twice a second which rights have ended, since what says so on the bus may be lost
 * with a link, a node or a split cluster. Lives on the core's event loop.
 */
public final class RevocationsPoll {
  private static final long EVERY_MS = 500;

  /**
   * A transaction may commit this long after the time that it wrote: a statement takes 5 s at most.
   */
  private static final long MARGIN_MS = 10_000;

  /** No access token lives longer. */
  private static final long MOST_MS = Duration.ofMinutes(20).toMillis();

  private record Key(String org, long id) {}

  private final Vertx vertx;
  private final Bus bus;
  private final Consumer<EndedRight> ended;

  /** What was told before, and when: the same one comes again while it is recent. */
  private final Map<Key, Long> told = new HashMap<>();

  private long answeredAtNanos;
  private boolean isAnswered;
  private boolean isAsking;

  /**
   * @param ended is given each right that has ended, once
   */
  public RevocationsPoll(Vertx vertx, Bus bus, Consumer<EndedRight> ended) {
    this.vertx = vertx;
    this.bus = bus;
    this.ended = ended;
  }

  public void start() {
    ask();
    vertx.setPeriodic(EVERY_MS, timer -> ask());
  }

  private void ask() {
    if (isAsking) {
      return;
    }
    isAsking = true;
    long askedAtNanos = System.nanoTime();
    bus.request(Identity.REVOCATIONS, Caller.SYSTEM, new ReadRevocations(withinMs(askedAtNanos)))
        .onComplete(
            found -> {
              isAsking = false;
              isAnswered = true;
              answeredAtNanos = askedAtNanos;
              tell(found, askedAtNanos);
            },
            // Identity or its database is away. Whoever is in stays in, as with their tokens; the
            // next question looks further back.
            failure -> isAsking = false);
  }

  /** As far back as the last answer, and a margin. */
  private long withinMs(long nowNanos) {
    long since = isAnswered ? (nowNanos - answeredAtNanos) / 1_000_000 + MARGIN_MS : MOST_MS;
    return Math.min(MOST_MS, since);
  }

  private void tell(Revocations found, long nowNanos) {
    for (Revocation item : found.items()) {
      if (told.put(new Key(item.org().toString(), item.id()), nowNanos) == null) {
        ended.accept(new EndedRight(item.org(), item.session(), item.person()));
      }
    }
    // What has not come again is older than any question will reach back.
    told.values().removeIf(at -> nowNanos - at > Duration.ofMillis(2 * MOST_MS).toNanos());
  }
}
