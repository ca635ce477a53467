package dev.campfire.identity;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The name of this life of the database, kept for a few seconds: it changes when an operator has
 * restored an older copy, and every authentication tells it.
 */
final class Epoch {

  static final Duration FRESH_FOR = Duration.ofSeconds(5);

  private final IdentityStore store;
  private final Clock clock;
  private UUID known;
  private Instant readAt = Instant.MIN;

  Epoch(IdentityStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  Future<UUID> read() {
    Instant now = clock.instant();
    if (known != null && now.isBefore(readAt.plus(FRESH_FOR))) {
      return Future.succeededFuture(known);
    }
    return store
        .epoch()
        .onSuccess(
            epoch -> {
              known = epoch;
              readAt = now;
            });
  }
}
