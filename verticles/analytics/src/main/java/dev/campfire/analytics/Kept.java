package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What reports are made of, as it is read. */
final class Kept {
  private Kept() {}

  /** A kept sum; {@code at} is null where stretches were added up. */
  record OfKey(Counted counted, String key, Instant at, Sum sum) {}

  /** A kept sketch. */
  record Sketch(Counted counted, String key, Instant at, byte[] bytes) {}

  /** A fact within a cut; {@code ms} is null where it is no time. */
  record CutFact(
      Counted kind,
      Instant at,
      Long ms,
      UUID agent,
      Channel channel,
      List<String> tags,
      String feature) {

    Sum sum() {
      return ms == null ? Sum.ONE : Sum.of(ms);
    }

    /** By what it counts, of one kind. */
    Stream<String> keys(KeyKind by) {
      return switch (by) {
        case ALL -> Stream.of(Tally.ALL);
        case AGENT -> Stream.ofNullable(agent).map(by::key);
        case CHANNEL -> Stream.ofNullable(channel).map(by::key);
        case FEATURE -> Stream.ofNullable(feature).map(by::key);
        case TAG -> tags.stream().map(by::key);
        case SENDER -> Stream.empty();
      };
    }
  }

  /**
   * A message within a cut.
   *
   * @param contact the number of whoever wrote it, or null
   * @param conversation the number of its conversation
   */
  record CutMessage(SenderKind by, Instant at, Integer contact, int conversation) {}

  /** One time. */
  record Time(Instant at, long ms) {}

  /** Exact percentiles. */
  record Percentiles(String key, Long p50, Long p90) {}

  /** Ratings; {@code agent} or {@code at} is null where they are of all. */
  record Ratings(UUID agent, Instant at, long count, long total) {
    Double score() {
      return count == 0 ? null : (double) total / count;
    }
  }

  /** How things stand. */
  record Now(long open, long waiting, boolean complete) {
    static final Now NOTHING = new Now(0, 0, false);
  }
}
