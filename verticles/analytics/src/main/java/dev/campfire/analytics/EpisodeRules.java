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
    Course after =
        switch (happening.what()) {
          case OPENED -> {
            counts.accept(fact(Counted.OPENED, happening, null, null, channel));
            yield before.inEpisodeSince(happening.at());
          }
          case REOPENED -> {
            counts.accept(fact(Counted.REOPENED, happening, null, null, null));
            yield before.inEpisodeSince(happening.at());
          }
          case RESOLVED -> resolved(before, happening, counts);
          case ASSIGNED -> before.givenTo(happening.assignee());
          case MESSAGE -> said(before, happening, counts);
        };
    return after.reached(happening.changeSeq(), happening.seq());
  }

  /** The assignee's, or, where there is none, the agent's who resolved it. */
  private Course resolved(Course before, Happening happening, Consumer<Fact> counts) {
    if (before.isOpen()) {
      UUID resolver = happening.by() == SenderKind.AGENT ? happening.actor() : null;
      counts.accept(
          fact(
              Counted.RESOLUTION,
              happening,
              before.episodeAt(),
              before.assignee() == null ? resolver : before.assignee(),
              null));
    }
    return before.withoutEpisode();
  }

  private Course said(Course before, Happening message, Consumer<Fact> counts) {
    Course spoken = before.spokenBy(message.by() == SenderKind.CONTACT);
    if (!before.isOpen()) {
      return spoken;
    }
    if (message.by() == SenderKind.CONTACT) {
      return spoken.askedAt(message.at());
    }
    return isReply(message) ? replied(spoken, message, counts) : spoken;
  }

  /** Only people reply. */
  boolean isReply(Happening message) {
    return message.isFrom(SenderKind.AGENT);
  }

  private Course replied(Course before, Happening reply, Consumer<Fact> counts) {
    if (before.firstContactAt() != null && !before.isAnswered()) {
      counts.accept(
          fact(Counted.FIRST_RESPONSE, reply, before.firstContactAt(), reply.actor(), null));
    }
    if (before.turnAt() != null) {
      counts.accept(fact(Counted.REPLY, reply, before.turnAt(), reply.actor(), null));
    }
    return before.answered();
  }

  private static Fact fact(
      Counted kind, Happening happening, Instant since, UUID agent, Channel channel) {
    Long ms = since == null ? null : Duration.between(since, happening.at()).toMillis();
    return new Fact(kind, happening.at(), happening.changeSeq(), ms, agent, channel);
  }
}
