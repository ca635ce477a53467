package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What docs/analytics.md defines, one happening at a time. Knows nothing but what came before in
 * the same conversation, so a conversation may be reckoned in pieces, in any order among others.
 */
class EpisodeRules {

  /**
   * The next state.
   *
   * @param counts is given what the happening makes count
   */
  Course next(Course before, Happening happening, Channel channel, Consumer<Fact> counts) {
    if (happening.feature() != null) {
      counts.accept(Fact.of(Counted.USE, happening, null, happening.feature()));
    }
    Course after =
        switch (happening.what()) {
          case OPENED -> {
            counts.accept(Fact.of(Counted.OPENED, happening, channel, null));
            yield before.inEpisodeSince(happening.at());
          }
          case REOPENED -> {
            counts.accept(Fact.of(Counted.REOPENED, happening, null, null));
            yield before.inEpisodeSince(happening.at());
          }
          case RESOLVED -> resolved(before, happening, channel, counts);
          case ASSIGNED -> before.givenTo(happening.assignee());
          case TAGGED -> before.taggedWith(happening.tags());
          case MESSAGE -> said(before, happening, channel, counts);
          case OTHER -> before;
        };
    return after.reached(happening.changeSeq(), happening.seq());
  }

  /** The assignee's, or, where there is none, the agent's who resolved it. */
  private Course resolved(
      Course before, Happening happening, Channel channel, Consumer<Fact> counts) {
    if (before.isOpen()) {
      UUID resolver = happening.by() == SenderKind.AGENT ? happening.actor() : null;
      counts.accept(
          time(
              Counted.RESOLUTION,
              before,
              happening,
              before.episodeAt(),
              before.assignee() == null ? resolver : before.assignee(),
              channel));
    }
    return before.withoutEpisode();
  }

  private Course said(Course before, Happening message, Channel channel, Consumer<Fact> counts) {
    Course spoken = before.spokenBy(message.by() == SenderKind.CONTACT);
    if (!before.isOpen()) {
      return spoken;
    }
    if (message.by() == SenderKind.CONTACT) {
      return spoken.askedAt(message.at());
    }
    return isReply(message) ? replied(spoken, message, channel, counts) : spoken;
  }

  /** Only people reply. */
  boolean isReply(Happening message) {
    return message.isFrom(SenderKind.AGENT);
  }

  private Course replied(Course before, Happening reply, Channel channel, Consumer<Fact> counts) {
    if (before.firstContactAt() != null && !before.isAnswered()) {
      counts.accept(
          time(
              Counted.FIRST_RESPONSE,
              before,
              reply,
              before.firstContactAt(),
              reply.actor(),
              channel));
    }
    if (before.turnAt() != null) {
      counts.accept(time(Counted.REPLY, before, reply, before.turnAt(), reply.actor(), channel));
    }
    return before.answered();
  }

  private static Fact time(
      Counted kind, Course before, Happening end, Instant since, UUID agent, Channel channel) {
    long ms = Duration.between(since, end.at()).toMillis();
    return new Fact(kind, end.at(), end.changeSeq(), ms, agent, channel, before.tags(), null);
  }
}
