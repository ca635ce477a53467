package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has ended lately: remembered for longer than any access token lives. */
final class EndedRights {
  /** An access token lives 15 min at most (contract section 1), and clocks differ a little. */
  private static final Duration KEEP = Duration.ofMinutes(20);

  private final Clock clock;
  private final Map<EndedRight, Long> heardAtMs = new ConcurrentHashMap<>();

  EndedRights(Clock clock) {
    this.clock = clock;
  }

  void add(EndedRight right) {
    heardAtMs.put(right, clock.millis());
  }

  boolean contains(Caller caller) {
    return heardAtMs.containsKey(new EndedRight(caller.org(), caller.session(), null))
        || heardAtMs.containsKey(new EndedRight(caller.org(), null, caller.id()));
  }

  void forgetOld() {
    long oldest = clock.millis() - KEEP.toMillis();
    heardAtMs.values().removeIf(atMs -> atMs < oldest);
  }
}
