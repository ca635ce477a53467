package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ConversationListEvent;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.FirstMessage;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import dev.campfire.host.json.WireJson;
import dev.campfire.spi.Frame;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FeedsIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

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

  private List<Frame> frames(Object address) {
    return campfire.events(0).stream()
        .filter(frame -> frame.address().equals(address.toString()))
        .toList();
  }

  private static <E> E body(Frame frame, Class<E> type) {
    JsonObject body = frame.bytes().toJsonObject().getJsonObject("body");
    return WireJson.readTrusted(body.toBuffer(), type);
  }

  private List<ConversationEvent> conversationEvents(ConversationId id) {
    return frames(Messaging.CONVERSATION.at(org.id(), id)).stream()
        .map(frame -> body(frame, ConversationEvent.class))
        .toList();
  }

  private List<ConversationListEvent> inbox() {
    return frames(Messaging.INBOX.at(org.id())).stream()
        .map(frame -> body(frame, ConversationListEvent.class))
        .toList();
  }

  private List<ConversationListEvent> own(Caller caller) {
    return frames(Messaging.USER.at(org.id(), caller.id())).stream()
        .map(frame -> body(frame, ConversationListEvent.class))
        .toList();
  }

  @Test
  void anOpeningIsToldToAgentsAndToItsContact() {
    Conversation opened = talk.open(contact);

    await().until(() -> own(contact).size() == 1 && !inbox().isEmpty());
    assertThat(own(contact).get(0).conversation()).isEqualTo(opened);
    assertThat(inbox())
        .singleElement()
        .isInstanceOf(ConversationListEvent.Opened.class)
        .extracting(ConversationListEvent::conversation)
        .isEqualTo(talk.get(agent, opened.id()));
  }

  @Test
  void aMessageIsToldOnItsConversationAndInTheLists() {
    ConversationId id = talk.open(contact).id();

    Message hello = talk.say(contact, id, "Hello");

    await().until(() -> own(contact).size() == 2 && inbox().size() == 2);
    assertThat(conversationEvents(id))
        .singleElement()
        .isInstanceOfSatisfying(
            ConversationEvent.MessageSent.class,
            sent -> {
              assertThat(sent.message()).isEqualTo(hello);
              assertThat(sent.changeSeq()).isEqualTo(2);
            });
    assertThat(frames(Messaging.CONVERSATION.at(org.id(), id)).get(0).changeSeq()).isEqualTo(2);
    assertThat(inbox().get(1).conversation()).isEqualTo(talk.get(agent, id));
    assertThat(own(contact).get(1).conversation()).isEqualTo(talk.get(contact, id));
  }

  @Test
  void manyMessagesAreToldInTheListsTwiceASecondAtMostAndTheLatestStateArrives() {
    ConversationId id = talk.open(contact).id();
    long startedAt = System.nanoTime();

    for (int i = 1; i <= 100; i++) {
      talk.say(contact, id, "message " + i);
    }

    await().until(() -> inbox().stream().anyMatch(event -> event.conversation().lastSeq() == 100));
    long halfSeconds = (System.nanoTime() - startedAt) / 500_000_000;
    assertThat(inbox()).hasSizeLessThanOrEqualTo((int) halfSeconds + 3);
    assertThat(conversationEvents(id)).hasSize(100);
  }

  @Test
  void aRepeatIsToldAgain() {
    ConversationId id = talk.open(contact).id();
    ClientMessageId clientId = Talk.newId();
    talk.send(contact, id, clientId, "Hello");

    SendMessage.Accepted again = talk.send(contact, id, clientId, "Hello");

    await().until(() -> conversationEvents(id).size() == 2);
    assertThat(((ConversationEvent.MessageSent) conversationEvents(id).get(1)).message())
        .isEqualTo(again.message());
  }

  @Test
  void reopeningIsAChangeOfItsOwnBeforeTheMessage() {
    ConversationId id = talk.open(contact).id();
    talk.say(agent, id, "Solved?");
    campfire.sql(
        "update conversations set status = 'resolved', resolved_at = now(), subject = 'Shoes',"
            + " assignee_id = ?, tags = array['vip'] where id = ?",
        agent.id().value(),
        id.value());
    Conversation before = talk.get(contact, id);

    talk.say(contact, id, "No");

    await().until(() -> conversationEvents(id).size() == 3);
    assertThat(conversationEvents(id))
        .extracting(ConversationEvent::changeSeq)
        .containsExactly(2L, 3L, 4L);
    ConversationEvent.Changed reopened = (ConversationEvent.Changed) conversationEvents(id).get(1);
    assertThat(reopened.conversation().status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(reopened.conversation())
        .usingRecursiveComparison()
        .ignoringFields("status", "resolvedAt", "changeSeq", "updatedAt")
        .isEqualTo(before);
    assertThat(reopened.conversation().changeSeq()).isEqualTo(3);
    assertThat(reopened.conversation().resolvedAt()).isNull();
  }

  @Test
  void nobodyElsesFeedHearsOfIt() {
    TestOrg stranger = campfire.org();
    ConversationId id = talk.open(contact).id();
    talk.say(contact, id, "Hello");

    await().until(() -> own(contact).size() == 2);
    assertThat(campfire.events(0))
        .extracting(Frame::address)
        .noneMatch(address -> address.contains(stranger.id().toString()));
  }

  /** Zulip's rule: who applies every event to what they had has what they would read anew. */
  @Test
  void stateAndEventsAreTheStateReadAnew() {
    OpenConversation request =
        new OpenConversation(null, null, "Shoes", new FirstMessage(Talk.newId(), "Red?"), null);
    ConversationId id = talk.open(contact, request).id();
    talk.say(agent, id, "Yes");
    Held held = new Held(talk.get(contact, id), talk.history(contact, id));

    talk.say(contact, id, "How much?");
    campfire.sql(
        "update conversations set status = 'snoozed', snoozed_until = now() where id = ?",
        id.value());
    ClientMessageId twice = Talk.newId();
    talk.send(contact, id, twice, "Hello?");
    talk.say(agent, id, "Ten");
    talk.send(contact, id, twice, "Hello?");
    talk.say(org.service(), id, "We close at six");
    Message fine = talk.say(contact, id, "Fine");
    talk.edit(contact, fine, "Fine by me");
    talk.update(
        agent,
        new UpdateConversation(
            id,
            ConversationStatus.RESOLVED,
            null,
            Priority.LOW,
            List.of("vip"),
            new Change<>(agent.id()),
            "Red shoes"));
    talk.delete(contact, fine);

    await().until(() -> conversationEvents(id).size() == 16);
    conversationEvents(id).forEach(held::apply);
    assertThat(held.isBehind()).isFalse();
    assertThat(held.messages()).isEqualTo(talk.history(contact, id));
    assertThat(held.conversation()).isEqualTo(talk.get(contact, id));
  }
}
