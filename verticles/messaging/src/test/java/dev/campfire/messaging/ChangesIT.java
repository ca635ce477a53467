package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Updates, edits and deletions, and what of them is stored. */
class ChangesIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private Talk talk;
  private TestOrg org;
  private Caller contact;
  private Caller agent;
  private ConversationId conversation;

  @BeforeEach
  void aConversation() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    contact = org.contact();
    agent = org.agent("Ada");
    conversation = talk.open(contact).id();
  }

  private UpdateConversation status(ConversationStatus status) {
    return new UpdateConversation(conversation, status, null, null, null, null, null);
  }

  private UpdateConversation assign(PersonId to) {
    return new UpdateConversation(conversation, null, null, null, null, new Change<>(to), null);
  }

  private List<Object> history(String column) {
    return campfire
        .sql(
            "select ("
                + column
                + ")::text as it from conversation_changes"
                + " where conversation_id = ? and kind <> 'opened' order by change_seq",
            conversation.value())
        .stream()
        .map(row -> row.get("it"))
        .toList();
  }

  @Test
  void everythingThatChangesIsARowOfTheHistoryWithItsNumber() {
    Instant until = campfire.clock().instant().plus(Duration.ofHours(1));
    Conversation updated =
        talk.update(
            agent,
            new UpdateConversation(
                conversation,
                ConversationStatus.SNOOZED,
                until,
                Priority.URGENT,
                List.of("vip", "ü\"'"),
                new Change<>(agent.id()),
                "Shoes"));

    assertThat(updated).isEqualTo(talk.get(agent, conversation));
    assertThat(updated.changeSeq()).isEqualTo(6);
    assertThat(updated.snoozedUntil()).isEqualTo(until);
    assertThat(updated.assignee()).isEqualTo(new Conversation.Assignee(agent.id(), "Ada"));
    assertThat(history("change_seq")).containsExactly("2", "3", "4", "5", "6");
    assertThat(history("kind"))
        .containsExactly("status", "priority", "tags", "assignee", "subject");
    assertThat(history("before")).containsExactly("\"open\"", "\"normal\"", "[]", null, null);
    assertThat(history("after"))
        .containsExactly(
            "\"snoozed\"",
            "\"urgent\"",
            "[\"vip\", \"ü\\\"'\"]",
            "\"" + agent.id() + "\"",
            "\"Shoes\"");
    assertThat(history("actor_id")).containsOnly(agent.id().toString());
    assertThat(history("snoozed_until is not null"))
        .containsExactly("true", "false", "false", "false", "false");
  }

  @Test
  void whatIsSoAlreadyTakesNoNumberAndMovesNoTime() {
    UpdateConversation request =
        new UpdateConversation(
            conversation,
            ConversationStatus.PENDING,
            null,
            Priority.LOW,
            List.of("vip"),
            new Change<>(null),
            "Shoes");
    Conversation first = talk.update(agent, request);
    campfire.clock().advance(Duration.ofSeconds(1));

    assertThat(talk.update(agent, request)).isEqualTo(first);
    assertThat(first.changeSeq()).isEqualTo(5);
    assertThat(history("kind")).containsExactly("status", "priority", "tags", "subject");
  }

  @Test
  void aConversationIsResolvedAtATimeUntilItIsNot() {
    campfire.clock().advance(Duration.ofSeconds(1));
    Conversation resolved = talk.update(agent, status(ConversationStatus.RESOLVED));
    assertThat(resolved.resolvedAt()).isEqualTo(campfire.clock().instant());
    assertThat(resolved.updatedAt()).isEqualTo(resolved.resolvedAt());
    campfire.clock().advance(Duration.ofSeconds(1));

    Conversation again = talk.update(agent, status(ConversationStatus.RESOLVED));
    assertThat(again.resolvedAt()).isEqualTo(resolved.resolvedAt());
    Conversation pending = talk.update(agent, status(ConversationStatus.PENDING));
    assertThat(pending.resolvedAt()).isNull();
  }

  @Test
  void aSleepCanBeMovedAndIsOverWithAnyOtherStatus() {
    Instant soon = campfire.clock().instant().plusSeconds(600);
    Instant late = soon.plusSeconds(600);
    assertThat(talk.refusal(agent, sleep(null, soon))).isEqualTo(ProblemCode.CONFLICT);

    assertThat(talk.update(agent, sleep(ConversationStatus.SNOOZED, soon)).snoozedUntil())
        .isEqualTo(soon);
    assertThat(talk.update(agent, sleep(null, late)).snoozedUntil()).isEqualTo(late);
    assertThat(talk.update(agent, status(ConversationStatus.OPEN)).snoozedUntil()).isNull();
    assertThat(history("before")).containsExactly("\"open\"", "\"snoozed\"", "\"snoozed\"");
    assertThat(history("snoozed_until is null")).containsExactly("false", "false", "true");
  }

  private UpdateConversation sleep(ConversationStatus status, Instant until) {
    return new UpdateConversation(conversation, status, until, null, null, null, null);
  }

  @Test
  void onlyAnEnabledAgentOfTheOrganisationIsGivenAConversation() {
    Caller disabled = org.agent("Gone");
    campfire.sql(
        "update profiles set disabled_at = now() where user_id = ?", disabled.id().value());
    Caller stranger = campfire.org().agent();

    for (PersonId nobody :
        List.of(disabled.id(), stranger.id(), contact.id(), new PersonId(UUID.randomUUID()))) {
      UpdateConversation request =
          new UpdateConversation(
              conversation,
              ConversationStatus.RESOLVED,
              null,
              null,
              List.of("vip"),
              new Change<>(nobody),
              null);
      assertThat(talk.refusal(agent, request)).isEqualTo(ProblemCode.NOT_FOUND);
    }

    assertThat(talk.get(agent, conversation).changeSeq()).isEqualTo(1);
    assertThat(history("kind")).isEmpty();
    assertThat(talk.update(agent, assign(agent.id())).assignee().name()).isEqualTo("Ada");
    assertThat(talk.update(agent, assign(null)).assignee()).isNull();
  }

  @Test
  void anotherOrganisationsConversationIsNotThere() {
    assertThat(talk.refusal(campfire.org().agent(), status(ConversationStatus.RESOLVED)))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(talk.get(agent, conversation).status()).isEqualTo(ConversationStatus.OPEN);
  }

  @Test
  void updatesAndSendsAtOnceMakeOneSequenceWithoutHoles() {
    List<Future<?>> all =
        IntStream.range(0, 120)
            .<Future<?>>mapToObj(
                i ->
                    i % 3 == 0
                        ? campfire
                            .bus()
                            .request(
                                Messaging.UPDATE,
                                agent,
                                new UpdateConversation(
                                    conversation,
                                    ConversationStatus.values()[i % 4],
                                    null,
                                    Priority.values()[i % 4],
                                    List.of("tag " + i),
                                    null,
                                    null))
                        : campfire
                            .bus()
                            .request(
                                Messaging.SEND,
                                i % 2 == 0 ? agent : contact,
                                new SendMessage(conversation, Talk.newId(), "message " + i)))
            .toList();
    await(Future.all(all));

    long head = talk.get(agent, conversation).changeSeq();
    assertThat(numbers())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, head).boxed().toList());
    assertThat(talk.get(agent, conversation).lastSeq()).isEqualTo(80);
  }

  private List<Object> numbers() {
    return campfire
        .sql(
            "select change_seq from messages where conversation_id = ? union all"
                + " select change_seq from conversation_changes where conversation_id = ?"
                + " order by 1",
            conversation.value(),
            conversation.value())
        .stream()
        .map(row -> row.get("change_seq"))
        .toList();
  }

  @Test
  void anEditIsReadBackAndSyncedAsItIsNow() {
    Message first = talk.say(contact, conversation, "Helo");
    talk.say(agent, conversation, "Hi");
    campfire.clock().advance(Duration.ofSeconds(1));

    Message edited = talk.edit(contact, first, "Hello");

    assertThat(edited.editedAt()).isEqualTo(campfire.clock().instant());
    assertThat(edited.changeSeq()).isEqualTo(4);
    assertThat(talk.history(agent, conversation).get(0)).isEqualTo(edited);
    assertThat(talk.sync(agent, conversation, 3).messages()).containsExactly(edited);
    Conversation now = talk.get(agent, conversation);
    assertThat(now.changeSeq()).isEqualTo(4);
    assertThat(now.updatedAt()).isEqualTo(edited.editedAt());
    assertThat(now.lastMessage().preview()).as("not the last message").isEqualTo("Hi");
  }

  @Test
  void thePreviewFollowsTheLastMessage() {
    talk.say(contact, conversation, "Hello");
    Message last = talk.say(agent, conversation, "Hi");

    talk.edit(agent, last, "Good\nmorning");
    assertThat(preview()).isEqualTo("Good morning");
    Message deleted = talk.delete(agent, last);

    assertThat(preview()).isEmpty();
    assertThat(deleted.editedAt()).isNotNull();
    assertThat(talk.delete(agent, last)).isEqualTo(deleted);
    assertThat(talk.history(agent, conversation).get(1)).isEqualTo(deleted);
    assertThat(
            campfire.sql(
                "select 1 from messages where id = ? and content <> ''", last.id().value()))
        .isEmpty();
  }

  private String preview() {
    return talk.get(agent, conversation).lastMessage().preview();
  }

  @Test
  void aRepeatIsStillTheSameMessageAfterAnEditAndADeletion() {
    ClientMessageId id = Talk.newId();
    Message sent = talk.send(contact, conversation, id, "Hello").message();
    Message edited = talk.edit(contact, sent, "Goodbye");

    SendMessage.Accepted again = talk.send(contact, conversation, id, "Hello");
    assertThat(again).isEqualTo(new SendMessage.Accepted(edited, true));
    Talk.refusal(() -> talk.send(contact, conversation, id, "Goodbye"));
    Message deleted = talk.delete(contact, sent);

    assertThat(talk.send(contact, conversation, id, "Hello"))
        .isEqualTo(new SendMessage.Accepted(deleted, true));
  }

  @Test
  void whatIsNotOnesOwnStaysAsItIs() {
    Message hello = talk.say(contact, conversation, "Hello");
    ConversationId elsewhere = talk.open(contact).id();
    Message inAnother =
        new Message(
            hello.id(),
            elsewhere,
            1,
            1,
            hello.clientMessageId(),
            hello.sender(),
            "",
            null,
            null,
            null);
    Message absent =
        new Message(
            new MessageId(UUID.randomUUID()),
            conversation,
            1,
            1,
            hello.clientMessageId(),
            hello.sender(),
            "",
            null,
            null,
            null);

    assertThat(talk.editRefusal(agent, hello)).isEqualTo(ProblemCode.FORBIDDEN);
    assertThat(talk.editRefusal(org.service(), hello)).isEqualTo(ProblemCode.FORBIDDEN);
    assertThat(talk.editRefusal(org.contact(), hello)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(talk.editRefusal(campfire.org().agent(), hello)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(talk.editRefusal(contact, inAnother)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(talk.editRefusal(contact, absent)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(talk.history(agent, conversation)).containsExactly(hello);
    assertThat(talk.get(agent, conversation).changeSeq()).isEqualTo(2);
    talk.delete(contact, hello);
    assertThat(talk.editRefusal(contact, hello)).isEqualTo(ProblemCode.CONFLICT);
  }
}
