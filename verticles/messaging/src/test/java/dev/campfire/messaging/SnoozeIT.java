package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.spi.Frame;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes wake up what sleeps, each conversation once. */
class SnoozeIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new MessagingModule()).build();

  private Talk talk;
  private TestOrg org;
  private Caller contact;
  private Caller agent;

  @BeforeEach
  void anOrganisation() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    contact = org.contact();
    agent = org.agent();
  }

  private ConversationId asleepFor(Duration time) {
    ConversationId id = talk.open(contact).id();
    Instant until = campfire.clock().instant().plus(time);
    talk.update(
        agent,
        new UpdateConversation(id, ConversationStatus.SNOOZED, until, null, null, null, null));
    return id;
  }

  private ConversationStatus status(ConversationId id) {
    return talk.get(agent, id).status();
  }

  private List<Map<String, Object>> waking(ConversationId id) {
    return campfire.sql(
        "select change_seq, actor_id::text, actor_kind, before::text, after::text"
            + " from conversation_changes where conversation_id = ? and actor_kind = 'system'",
        id.value());
  }

  private List<Long> announced(ConversationId id) {
    String feed = Messaging.CONVERSATION.at(org.id(), id).toString();
    return campfire.events(0).stream()
        .filter(frame -> frame.address().equals(feed))
        .map(Frame::changeSeq)
        .toList();
  }

  @Test
  void whateverSleepsUntilTheSameMomentWakesUpOnceEach() {
    List<ConversationId> ids =
        IntStream.range(0, 150).mapToObj(i -> asleepFor(Duration.ofMinutes(10))).toList();
    ConversationId later = asleepFor(Duration.ofMinutes(20));
    campfire.clock().advance(Duration.ofMinutes(10));

    await().until(() -> ids.stream().allMatch(id -> announced(id).size() == 2));

    for (ConversationId id : ids) {
      assertThat(waking(id))
          .containsExactly(
              Map.of(
                  "change_seq", 3L,
                  "actor_id", Caller.SYSTEM.id().toString(),
                  "actor_kind", "system",
                  "before", "\"snoozed\"",
                  "after", "\"open\""));
      assertThat(announced(id)).containsExactly(2L, 3L);
      Conversation woken = talk.get(agent, id);
      assertThat(woken.status()).isEqualTo(ConversationStatus.OPEN);
      assertThat(woken.snoozedUntil()).isNull();
      assertThat(woken.changeSeq()).isEqualTo(3);
    }
    assertThat(status(later)).isEqualTo(ConversationStatus.SNOOZED);
  }

  @Test
  void whatWasMovedSleepsOnAndWhatTheContactWokeIsLeftAlone() {
    ConversationId moved = asleepFor(Duration.ofMinutes(1));
    ConversationId woken = asleepFor(Duration.ofMinutes(1));
    ConversationId due = asleepFor(Duration.ofMinutes(1));
    talk.update(
        agent,
        new UpdateConversation(
            moved,
            null,
            campfire.clock().instant().plus(Duration.ofDays(1)),
            null,
            null,
            null,
            null));
    talk.say(contact, woken, "Wait");
    campfire.clock().advance(Duration.ofMinutes(2));

    await().until(() -> status(due) == ConversationStatus.OPEN);

    assertThat(status(moved)).isEqualTo(ConversationStatus.SNOOZED);
    assertThat(waking(woken)).isEmpty();
    assertThat(talk.get(agent, woken).changeSeq()).isEqualTo(4);
  }

  /** As after a night in which no node ran: only the row knows. */
  @Test
  void whatPassedLongAgoIsFound() {
    ConversationId id = talk.open(contact).id();
    campfire.sql(
        "update conversations set status = 'snoozed', snoozed_until = '2020-01-01' where id = ?",
        id.value());

    await().until(() -> status(id) == ConversationStatus.OPEN);

    assertThat(waking(id)).hasSize(1);
    assertThat(talk.get(agent, id).updatedAt())
        .as("times never go back")
        .isAfterOrEqualTo(talk.get(agent, id).openedAt());
  }
}
