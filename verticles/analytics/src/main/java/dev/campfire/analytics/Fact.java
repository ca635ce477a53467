package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that counts.
 *
 * @param at when it counts; a time: when it ended
 * @param changeSeq of the change or message that made it so
 * @param ms how long it took, or null if it is no time
 * @param agent who replied, or whose the episode was when it was resolved; null if nobody
 * @param channel of an opening, else null
 */
record Fact(Counted kind, Instant at, long changeSeq, Long ms, UUID agent, Channel channel) {}
