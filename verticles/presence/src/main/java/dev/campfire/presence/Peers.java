package dev.campfire.presence;

import dev.campfire.contract.presence.PresenceNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The other presence nodes. Each hears every lease; the oldest of them writes and announces. Should
 * two take themselves for it for a moment, they say the same twice.
 */
final class Peers {
  /** Each speaks once a second; five missed, and it is gone. */
  private static final long GONE_AFTER_MS = 5_000;

  private final UUID self;
  private final Map<UUID, Long> heardAtMs = new HashMap<>();

  Peers(UUID self) {
    this.self = self;
  }

  void hear(PresenceNode peer, long nowMs) {
    if (peer.isLeaving()) {
      heardAtMs.remove(peer.node());
    } else if (!peer.node().equals(self)) {
      heardAtMs.put(peer.node(), nowMs);
    }
  }

  /** Whether this node is the one that writes and announces. */
  boolean isFirst(long nowMs) {
    return heardAtMs.entrySet().stream()
        .noneMatch(
            peer -> nowMs - peer.getValue() < GONE_AFTER_MS && peer.getKey().compareTo(self) < 0);
  }

  boolean areNone(long nowMs) {
    heardAtMs.values().removeIf(heard -> nowMs - heard >= GONE_AFTER_MS);
    return heardAtMs.isEmpty();
  }
}
