package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private Talk talk;
  private TestOrg org;
  private Caller contact;
  private Caller agent;
  private ConversationId conversation;

  @BeforeEach
  void aContactHasOpenedAConversation() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    contact = org.contact();
    agent = org.agent();
    conversation = talk.open(contact).id();
  }

  @Test
  void aMessageIsNumberedAndShownInTheConversation() {
    campfire.clock().advance(Duration.ofSeconds(1));

    Message hello = talk.say(contact, conversation, "Hello,\n is  anyone there?");

    assertThat(hello.seq()).isEqualTo(1);
    assertThat(hello.changeSeq()).isEqualTo(2);
    assertThat(hello.sender().id()).isEqualTo(contact.id());
    assertThat(hello.sender().kind()).isEqualTo(SenderKind.CONTACT);
    assertThat(hello.content()).isEqualTo("Hello,\n is  anyone there?");
    assertThat(hello.sentAt()).isEqualTo(campfire.clock().instant());
    Conversation seen = talk.get(agent, conversation);
    assertThat(seen.lastSeq()).isEqualTo(1);
    assertThat(seen.changeSeq()).isEqualTo(2);
    assertThat(seen.unread()).isEqualTo(1);
    assertThat(seen.updatedAt()).isEqualTo(hello.sentAt());
    assertThat(seen.lastMessage())
        .isEqualTo(
            new Conversation.LastMessage(
                1, "Hello, is anyone there?", hello.sentAt(), SenderKind.CONTACT));
  }

  @Test
  void theSameSendAgainAnswersTheFirstMessage() {
    ClientMessageId id = Talk.newId();
    SendMessage.Accepted first = talk.send(contact, conversation, id, "Hello");
    talk.say(agent, conversation, "Good morning");

    SendMessage.Accepted again = talk.send(contact, conversation, id, "Hello");

    assertThat(first.duplicate()).isFalse();
    assertThat(again.duplicate()).isTrue();
    assertThat(again.message()).isEqualTo(first.message());
    assertThat(talk.history(agent, conversation)).hasSize(2);
    assertThat(talk.get(agent, conversation).changeSeq()).isEqualTo(3);
  }

  @Test
  void aRepeatOfAnEditedMessageAnswersItAsItIsNow() {
    ClientMessageId id = Talk.newId();
    talk.send(contact, conversation, id, "Helo");
    campfire.sql(
        "update messages set content = 'Hello', edited_at = sent_at where conversation_id = ?",
        conversation.value());

    SendMessage.Accepted again = talk.send(contact, conversation, id, "Helo");

    assertThat(again.duplicate()).isTrue();
    assertThat(again.message().content()).isEqualTo("Hello");
    assertThat(again.message().editedAt()).isNotNull();
  }

  @Test
  void oneIdForTwoContentsIsAConflict() {
    ClientMessageId id = Talk.newId();
    talk.send(contact, conversation, id, "Hello");

    assertThat(Talk.refusal(() -> talk.send(contact, conversation, id, "Goodbye")).code())
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(talk.history(agent, conversation)).hasSize(1);
  }

  @Test
  void oneIdFromTwoSendersIsAConflict() {
    ClientMessageId id = Talk.newId();
    talk.send(contact, conversation, id, "Hello");

    assertThat(Talk.refusal(() -> talk.send(agent, conversation, id, "Hello")).code())
        .isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void oneIdInTwoConversationsIsTwoMessages() {
    ClientMessageId id = Talk.newId();
    ConversationId another = talk.open(contact).id();
    talk.send(contact, conversation, id, "Hello");

    SendMessage.Accepted second = talk.send(contact, another, id, "Hello");

    assertThat(second.duplicate()).isFalse();
    assertThat(second.message().seq()).isEqualTo(1);
  }

  @Test
  void anAbsentConversationIsNotFound() {
    assertNotFound(agent, new ConversationId(UUID.randomUUID()));
  }

  @Test
  void anotherContactsConversationIsNotFound() {
    assertNotFound(org.contact(), conversation);
    assertThat(talk.history(agent, conversation)).isEmpty();
  }

  @Test
  void anotherOrganisationsConversationIsNotFound() {
    TestOrg stranger = campfire.org();

    assertNotFound(stranger.agent(), conversation);
    assertNotFound(stranger.service(), conversation);
    assertNotFound(stranger.contact(), conversation);
    assertThat(talk.history(agent, conversation)).isEmpty();
  }

  private void assertNotFound(Caller caller, ConversationId id) {
    ProblemException refusal = Talk.refusal(() -> talk.say(caller, id, "Hello"));
    assertThat(refusal.code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(refusal).hasMessage(ProblemException.notFound().getMessage());
  }

  @Test
  void anAgentsMessageMarksTheContactsRead() {
    talk.say(contact, conversation, "Hello");
    talk.say(contact, conversation, "Anyone?");

    talk.say(agent, conversation, "Good morning");

    assertThat(talk.get(agent, conversation).unread()).isZero();
    talk.say(contact, conversation, "Good morning");
    assertThat(talk.get(agent, conversation).unread()).isEqualTo(1);
  }

  @Test
  void aServiceWritesAsBotAndMarksNothingRead() {
    talk.say(contact, conversation, "Hello");

    Message reply = talk.say(org.service(), conversation, "We are closed");

    assertThat(reply.sender().kind()).isEqualTo(SenderKind.BOT);
    assertThat(talk.get(agent, conversation).unread()).isEqualTo(1);
  }

  @Test
  void anAnonymousContactIsCalledByTheNameThatTheyGave() {
    ConversationId named =
        talk.open(
                contact,
                new OpenConversation(
                    null,
                    null,
                    null,
                    null,
                    new OpenConversation.ContactDetails(null, "Grace", null)))
            .id();

    assertThat(talk.say(contact, named, "Hello").sender().name()).isEqualTo("Grace");
    assertThat(talk.say(agent, named, "Hello").sender().name()).isEqualTo(agent.name());
  }

  @Test
  void aContactsMessageMakesASnoozedConversationOpen() {
    talk.say(agent, conversation, "Until Monday");
    set("status = 'snoozed', snoozed_until = now() + interval '3 days'");

    Message back = talk.say(contact, conversation, "Monday it is");

    Conversation seen = talk.get(agent, conversation);
    assertThat(seen.status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(seen.snoozedUntil()).isNull();
    assertThat(back.seq()).isEqualTo(2);
    assertThat(back.changeSeq()).isEqualTo(4);
    assertThat(seen.changeSeq()).isEqualTo(4);
    assertThat(changes())
        .containsExactly(
            Map.of("change_seq", 1L, "kind", "opened", "before", "", "after", "open"),
            Map.of("change_seq", 3L, "kind", "status", "before", "snoozed", "after", "open"));
  }

  @Test
  void aContactsMessageMakesAResolvedConversationOpen() {
    set("status = 'resolved', resolved_at = now()");

    talk.say(contact, conversation, "One more thing");

    assertThat(talk.get(agent, conversation).status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(talk.get(agent, conversation).resolvedAt()).isNull();
  }

  @Test
  void anAgentsMessageChangesNoStatus() {
    set("status = 'resolved', resolved_at = now()");

    talk.say(agent, conversation, "Glad to help");
    talk.say(org.service(), conversation, "How was it?");

    Conversation seen = talk.get(agent, conversation);
    assertThat(seen.status()).isEqualTo(ConversationStatus.RESOLVED);
    assertThat(seen.resolvedAt()).isNotNull();
    assertThat(seen.changeSeq()).isEqualTo(3);
  }

  private void set(String columns) {
    campfire.sql("update conversations set " + columns + " where id = ?", conversation.value());
  }

  private List<Map<String, Object>> changes() {
    return campfire.sql(
        "select change_seq, kind, coalesce(before #>> '{}', '') as before,"
            + " coalesce(after ->> 'status', after #>> '{}') as after"
            + " from conversation_changes where conversation_id = ? order by change_seq",
        conversation.value());
  }

  @Test
  void aClockThatLagsDoesNotTurnBackTheConversation() {
    set("updated_at = now() + interval '1 hour'");
    Conversation before = talk.get(agent, conversation);

    Message hello = talk.say(contact, conversation, "Hello");

    assertThat(hello.sentAt()).isEqualTo(before.updatedAt());
    assertThat(talk.get(agent, conversation).updatedAt()).isEqualTo(before.updatedAt());
  }

  @Test
  void sendsWithoutWaitingKeepTheirOrder() {
    List<Future<SendMessage.Accepted>> sends =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    campfire
                        .bus()
                        .request(
                            Messaging.SEND,
                            contact,
                            new SendMessage(conversation, Talk.newId(), "message " + i)))
            .toList();

    await(Future.all(sends));

    for (int i = 0; i < sends.size(); i++) {
      assertThat(sends.get(i).result().message().seq()).isEqualTo(i + 1L);
    }
  }

  @Test
  void whatTheDatabaseRefusesIsRefusedAlone() {
    campfire.sql("alter table messages add constraint no_poison check (content <> 'poison')");
    List<String> contents = List.of("one", "two", "poison", "three", "four");

    List<Future<SendMessage.Accepted>> sends =
        contents.stream()
            .map(
                content ->
                    campfire
                        .bus()
                        .request(
                            Messaging.SEND,
                            contact,
                            new SendMessage(conversation, Talk.newId(), content)))
            .toList();
    await(Future.join(sends).otherwiseEmpty());

    assertThat(sends).extracting(Future::succeeded).containsExactly(true, true, false, true, true);
    assertThat(((ProblemException) sends.get(2).cause()).code()).isEqualTo(ProblemCode.INTERNAL);
    assertThat(talk.history(agent, conversation))
        .extracting(Message::content)
        .containsExactly("one", "two", "three", "four");
  }

  @Test
  void emojiRightToLeftAndMarkupPassUnchanged() {
    String content = "👩‍👩‍👧 שלום <script>alert(1)</script> \\ ' \" %_";

    talk.say(contact, conversation, content);

    assertThat(talk.history(agent, conversation).get(0).content()).isEqualTo(content);
  }
}
