package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One thing that counts.
 *
 * @param at when it counts; a time: when it ended
 * @param changeSeq of the change or message that made it so
 * @param ms how long it took, or null if it is no time
 * @param agent who replied, or whose the episode was when it was resolved; null if nobody
 * @param channel of the conversation; null where it does not count by channel
 * @param tags that the conversation had at that moment
 * @param feature what was used, or null
 */
record Fact(
    Counted kind,
    Instant at,
    long changeSeq,
    Long ms,
    UUID agent,
    Channel channel,
    List<String> tags,
    String feature) {

  /** What has no length, no agent and no tags. */
  static Fact of(Counted kind, Happening happening, Channel channel, String feature) {
    return new Fact(
        kind, happening.at(), happening.changeSeq(), null, null, channel, List.of(), feature);
  }

  Sum sum() {
    return ms == null ? Sum.ONE : Sum.of(ms);
  }
}
