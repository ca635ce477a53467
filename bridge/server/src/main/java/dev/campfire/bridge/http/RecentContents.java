package dev.campfire.bridge.http;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Ids for messages that came without one. The same content of the same sender again within 2 s gets
 * the same id, and so is answered as a duplicate (contract section 4, promise 2). Of this node
 * alone: who needs more sends an id.
 */
public final class RecentContents {
  static final Duration WITHIN = Duration.ofSeconds(2);

  private static final int MOST = 10_000;

  private record Key(OrgId org, PersonId sender, String conversationId, String content) {}

  private record Given(UUID id, long atMs) {}

  private final Clock clock;
  private final Map<Key, Given> given = new ConcurrentHashMap<>();

  public RecentContents(Clock clock) {
    this.clock = clock;
  }

  UUID idFor(Caller caller, String conversationId, String content, Supplier<UUID> fresh) {
    long nowMs = clock.millis();
    if (given.size() >= MOST) {
      given.values().removeIf(old -> !isRecent(old, nowMs));
    }
    return given.compute(
            new Key(caller.org(), caller.id(), conversationId, content),
            (key, old) -> old != null && isRecent(old, nowMs) ? old : new Given(fresh.get(), nowMs))
        .id;
  }

  private static boolean isRecent(Given old, long nowMs) {
    return nowMs - old.atMs < WITHIN.toMillis();
  }
}
