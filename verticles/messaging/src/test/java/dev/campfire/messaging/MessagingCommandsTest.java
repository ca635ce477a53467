package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.ORG;
import static dev.campfire.messaging.People.OTHER_CONTACT;
import static dev.campfire.messaging.People.SERVICE;
import static dev.campfire.messaging.People.clientMessage;
import static dev.campfire.messaging.People.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.ContactDetails;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.RecordingBus.Published;
import dev.campfire.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagingCommandsTest {
  private static final ConversationId ONE = conversation(100);
  private static final String CONVERSATION = "org:" + ORG + ":conv:" + ONE;

  private final MemoryStore store = new MemoryStore();
  private final RecordingBus bus = new RecordingBus();
  private final TestClock clock = new TestClock(People.NOW);
  private final MessagingCommands commands =
      new MessagingCommands(
          store,
          new SendLanes(
              store,
              clock,
              new Soon(),
              new MessagingConfig(1, 200, 100),
              new SendMeters(new SimpleMeterRegistry())),
          new Announcer(bus, new ListFeeds(store, bus, clock, (delay, task) -> {}), clock),
          UUID::randomUUID,
          clock);

  @BeforeEach
  void aConversationIsOpen() {
    store.open(People.opening(ONE));
  }

  private Future<SendMessage.Accepted> send(Caller caller, long id, String content) {
    return commands.send(caller, new SendMessage(ONE, clientMessage(id), content));
  }

  private static OpenConversation open(ContactDetails contact) {
    return new OpenConversation(null, null, null, null, contact);
  }

  private static ProblemCode refusal(Future<?> asked) {
    assertThat(asked.failed()).isTrue();
    return ((ProblemException) asked.cause()).code();
  }

  private static String fieldAtFault(Future<?> asked) {
    assertThat(refusal(asked)).isEqualTo(ProblemCode.INVALID_REQUEST);
    List<Problem.FieldError> errors = ((ProblemException) asked.cause()).problem("").errors();
    assertThat(errors).hasSize(1);
    return errors.get(0).field();
  }

  @Test
  void aSentMessageIsAnnouncedWithItsNumber() {
    SendMessage.Accepted sent = send(CONTACT, 1, "Hello").result();

    assertThat(bus.published.get(0))
        .isEqualTo(
            new Published(
                CONVERSATION,
                new ConversationEvent.MessageSent(ONE, 2, sent.message(), People.NOW),
                2));
    assertThat(bus.published)
        .extracting(Published::address)
        .containsExactly(
            CONVERSATION, "org:" + ORG + ":inbox", "org:" + ORG + ":user:" + CONTACT.id());
  }

  @Test
  void aRepeatIsAnnouncedAgain() {
    send(CONTACT, 1, "Hello");
    bus.published.clear();

    SendMessage.Accepted again = send(CONTACT, 1, "Hello").result();

    assertThat(again.duplicate()).isTrue();
    assertThat(bus.published)
        .extracting(Published::event)
        .containsExactly(new ConversationEvent.MessageSent(ONE, 2, again.message(), People.NOW));
  }

  @Test
  void whatIsRefusedIsNotAnnounced() {
    send(CONTACT, 1, "Hello");
    bus.published.clear();

    assertThat(refusal(send(CONTACT, 1, "Goodbye"))).isEqualTo(ProblemCode.CONFLICT);
    assertThat(refusal(send(OTHER_CONTACT, 2, "Hello"))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(bus.published).isEmpty();
  }

  @Test
  void reopeningIsAnnouncedBeforeTheMessageAndWithoutWhatAContactMayNotSee() {
    store.conversations.values().forEach(kept -> kept.status = ConversationStatus.RESOLVED);

    send(CONTACT, 1, "One more thing");

    Published first = bus.published.get(0);
    assertThat(first.changeSeq()).isEqualTo(2);
    assertThat(first.event())
        .isInstanceOfSatisfying(
            ConversationEvent.Changed.class,
            changed -> {
              assertThat(changed.conversation().status()).isEqualTo(ConversationStatus.OPEN);
              assertThat(changed.conversation().changeSeq()).isEqualTo(2);
              assertThat(changed.conversation().contact()).isNull();
              assertThat(changed.conversation().tags()).isNull();
              assertThat(changed.conversation().priority()).isNull();
              assertThat(changed.conversation().unread()).isNull();
            });
    assertThat(bus.published.get(1).changeSeq()).isEqualTo(3);
  }

  @Test
  void anAgentMustSayWhoseConversationItIs() {
    assertThat(fieldAtFault(commands.open(AGENT, open(null)))).isEqualTo("contact");
    assertThat(fieldAtFault(commands.open(SERVICE, open(null)))).isEqualTo("contact");
    assertThat(bus.published).isEmpty();
  }

  @Test
  void aContactMayNotOpenForAnother() {
    ContactDetails another = new ContactDetails(OTHER_CONTACT.id(), null, null);

    assertThat(fieldAtFault(commands.open(CONTACT, open(another)))).isEqualTo("contact.id");
    assertThat(store.conversations).hasSize(1);
  }

  @Test
  void aContactMayNameThemselves() {
    ContactDetails own = new ContactDetails(CONTACT.id(), "Grace", null);

    assertThat(commands.open(CONTACT, open(own)).succeeded()).isTrue();
  }

  @Test
  void theUsualChannelIsWebAndAServicesIsApi() {
    ContactDetails somebody = new ContactDetails(null, null, null);

    assertThat(commands.open(CONTACT, open(null)).result().channel()).isEqualTo(Channel.WEB);
    assertThat(commands.open(AGENT, open(somebody)).result().channel()).isEqualTo(Channel.WEB);
    assertThat(commands.open(SERVICE, open(somebody)).result().channel()).isEqualTo(Channel.API);
  }

  @Test
  void anOpenedConversationIsAnnouncedOnceAndARepeatAsAChange() {
    OpenConversation request = new OpenConversation(conversation(7), null, null, null, null);

    boolean first = commands.openOnce(CONTACT, request).result().duplicate();
    boolean second = commands.openOnce(CONTACT, request).result().duplicate();

    assertThat(first).isFalse();
    assertThat(second).isTrue();
    assertThat(bus.published)
        .extracting(published -> published.event().getClass().getSimpleName())
        .containsExactly("Opened", "Opened", "Changed", "Changed");
  }

  @Test
  void theFirstMessageStandsInTheReply() {
    OpenConversation request =
        new OpenConversation(
            null,
            null,
            "Shoes",
            new OpenConversation.FirstMessage(clientMessage(1), "Do you have them in red?"),
            null);

    Conversation opened = commands.open(CONTACT, request).result();

    assertThat(opened.lastSeq()).isEqualTo(1);
    assertThat(opened.lastMessage().preview()).isEqualTo("Do you have them in red?");
    assertThat(opened.contact()).as("hidden from a contact").isNull();
  }

  @Test
  void anAssigneeIsAnIdOrNone() {
    assertThat(fieldAtFault(commands.list(AGENT, list("me", null)))).isEqualTo("assigneeId");
    assertThat(commands.list(AGENT, list("none", null)).succeeded()).isTrue();
    assertThat(commands.list(AGENT, list(AGENT.id().toString(), null)).succeeded()).isTrue();
  }

  @Test
  void aCursorThatIsNotOursIsRefused() {
    assertThat(fieldAtFault(commands.list(AGENT, list(null, "page2")))).isEqualTo("before");
  }

  private static ListConversations list(String assigneeId, String before) {
    return new ListConversations(null, assigneeId, null, null, null, before, null);
  }

  @Test
  void toAContactNoConversationHasATag() {
    ListConversations tagged = new ListConversations(null, null, "vip", null, null, null, null);

    assertThat(commands.list(CONTACT, tagged).result().items()).isEmpty();
    assertThat(commands.list(CONTACT, list(null, null)).result().items()).hasSize(1);
  }

  @Test
  void whatAContactMayNotSeeIsLeftOutOfEveryReply() {
    Conversation got = commands.get(CONTACT, new GetConversation(ONE)).result();
    Conversation listed = commands.list(CONTACT, list(null, null)).result().items().get(0);
    Conversation synced =
        commands.sync(CONTACT, new SyncConversation(ONE, 0, null)).result().conversation();

    assertThat(List.of(got, listed, synced))
        .allMatch(conversation -> conversation.contact() == null && conversation.unread() == null);
    assertThat(commands.get(AGENT, new GetConversation(ONE)).result().contact().id())
        .isEqualTo(CONTACT.id());
  }

  @Test
  void historyGoesOneWayAtATime() {
    assertThat(fieldAtFault(commands.history(AGENT, new ReadHistory(ONE, 5L, 1L, null))))
        .isEqualTo("afterSeq");
  }

  @Test
  void whatIsNotTheirsIsNotFoundForAContact() {
    assertThat(refusal(commands.get(OTHER_CONTACT, new GetConversation(ONE))))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(refusal(commands.history(OTHER_CONTACT, new ReadHistory(ONE, null, null, null))))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(refusal(commands.sync(OTHER_CONTACT, new SyncConversation(ONE, 0, null))))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(commands.list(OTHER_CONTACT, list(null, null)).result().items()).isEmpty();
  }

  @Test
  void headsLookBackTenSecondsBeyondTheLastAnswer() {
    clock.advance(Duration.ofSeconds(9));
    assertThat(heads(null).heads()).hasSize(1);

    clock.advance(Duration.ofSeconds(2));
    assertThat(heads(null).heads()).isEmpty();
    assertThat(heads(new ReadHeads(List.of(ORG), People.NOW)).heads()).hasSize(1);
    assertThat(heads(null).asOf()).isEqualTo(clock.instant());
  }

  private ReadHeads.Heads heads(ReadHeads request) {
    return commands
        .heads(Caller.SYSTEM, request == null ? new ReadHeads(List.of(ORG), null) : request)
        .result();
  }

  @Test
  void nobodyConnectedNeedsNoHeads() {
    assertThat(heads(new ReadHeads(List.of(), null)).heads()).isEmpty();
  }

  @Test
  void aStaffMembersContactGetsANewIdUnlessNamed() {
    PersonId named = new PersonId(UUID.randomUUID());

    Conversation first = commands.open(AGENT, open(new ContactDetails(named, null, null))).result();
    Conversation second =
        commands.open(AGENT, open(new ContactDetails(null, "Grace", null))).result();

    assertThat(first.contact().id()).isEqualTo(named);
    assertThat(second.contact().id()).isNotEqualTo(named);
    assertThat(second.contact().name()).isEqualTo("Grace");
  }
}
