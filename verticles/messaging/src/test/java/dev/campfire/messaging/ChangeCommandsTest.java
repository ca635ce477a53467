package dev.campfire.messaging;

import static dev.campfire.messaging.People.AGENT;
import static dev.campfire.messaging.People.CONTACT;
import static dev.campfire.messaging.People.ORG;
import static dev.campfire.messaging.People.OTHER_CONTACT;
import static dev.campfire.messaging.People.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Problem;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.MessageId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.AssignmentEvent;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.contract.schema.Change;
import dev.campfire.testkit.RecordingBus;
import dev.campfire.testkit.RecordingBus.Published;
import dev.campfire.testkit.TestClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeCommandsTest {
  private static final ConversationId ONE = conversation(100);
  private static final String FEED = "org:" + ORG + ":conv:" + ONE;
  private static final String AGENTS_OWN = "org:" + ORG + ":user:" + AGENT.id();
  private static final PersonId GRACE = new PersonId(People.id(6));

  private final MemoryStore store = new MemoryStore();
  private final RecordingBus bus = new RecordingBus();
  private final TestClock clock = new TestClock(People.NOW);
  private final ListFeeds lists = new ListFeeds(store, bus, clock, (delay, task) -> {});
  private final ChangeCommands commands =
      new ChangeCommands(store, new Announcer(bus, lists, clock), clock);

  @BeforeEach
  void aConversationIsOpen() {
    store.open(People.opening(ONE));
    store.agents.put(AGENT.id(), "Ada");
    store.agents.put(GRACE, "Grace");
  }

  private Message said(Caller caller, String content) {
    Draft draft = People.draft(caller, ONE, store.conversations.size() + content.length(), content);
    Outcome outcome = store.append(List.of(draft), clock.instant()).result().get(0);
    return ((Outcome.Stored) outcome).message();
  }

  private Conversation now() {
    return new Lookups(store).find(new Reader(ORG, null), ONE).result();
  }

  private Future<Conversation> snooze(ConversationStatus status, Instant until) {
    return commands.update(
        AGENT, new UpdateConversation(ONE, status, until, null, null, null, null));
  }

  private Future<Conversation> assign(PersonId to) {
    return commands.update(
        AGENT, new UpdateConversation(ONE, null, null, null, null, new Change<>(to), null));
  }

  private Future<Conversation> tag(String... tags) {
    return commands.update(
        AGENT, new UpdateConversation(ONE, null, null, null, List.of(tags), null, null));
  }

  private List<Published> on(String address) {
    return bus.published.stream().filter(each -> each.address().equals(address)).toList();
  }

  private static ProblemCode refusal(Future<?> asked) {
    assertThat(asked.failed()).isTrue();
    return ((ProblemException) asked.cause()).code();
  }

  private void assertRefusedField(Future<?> asked, String field) {
    assertThat(refusal(asked)).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(((ProblemException) asked.cause()).problem("").errors())
        .extracting(Problem.FieldError::field)
        .containsExactly(field);
    assertThat(bus.published).isEmpty();
    assertThat(now().changeSeq()).isEqualTo(1);
  }

  @Test
  void eachThingThatChangesIsAnnouncedWithItsNumberAndTheStateThatItLeft() {
    UpdateConversation all =
        new UpdateConversation(
            ONE,
            ConversationStatus.RESOLVED,
            null,
            Priority.HIGH,
            List.of("vip"),
            new Change<>(GRACE),
            "Shoes");

    Conversation updated = commands.update(AGENT, all).result();

    assertThat(updated.changeSeq()).isEqualTo(6);
    List<Conversation> told =
        on(FEED).stream()
            .map(each -> ((ConversationEvent.Changed) each.event()).conversation())
            .toList();
    assertThat(on(FEED)).extracting(Published::changeSeq).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(told).extracting(Conversation::changeSeq).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(told).extracting(Conversation::status).containsOnly(ConversationStatus.RESOLVED);
    assertThat(told.get(2).assignee()).isNull();
    assertThat(told.get(3).assignee().id()).isEqualTo(GRACE);
    assertThat(told.get(3).subject()).isNull();
    assertThat(told.get(4)).isEqualTo(updated.forContact());
    assertThat(told).allMatch(each -> each.tags() == null && each.priority() == null);
  }

  @Test
  void whatChangesNothingTakesNoNumberAndIsToldToTheListsAlone() {
    snooze(ConversationStatus.PENDING, null);
    bus.published.clear();

    Conversation again = snooze(ConversationStatus.PENDING, null).result();

    assertThat(again.changeSeq()).isEqualTo(2);
    assertThat(on(FEED)).isEmpty();
  }

  @Test
  void whoeverIsGivenAConversationIsToldOnTheirOwnFeedOnce() {
    Conversation assigned = assign(AGENT.id()).result();
    assign(AGENT.id());

    assertThat(on(AGENTS_OWN))
        .containsExactly(
            new Published(AGENTS_OWN, new AssignmentEvent.Assigned(ONE, assigned, People.NOW), 0));
    bus.published.clear();

    assign(null);
    assertThat(now().assignee()).isNull();
    assertThat(bus.published)
        .extracting(Published::event)
        .noneMatch(AssignmentEvent.class::isInstance);
  }

  @Test
  void anAssigneeWhoIsNoAgentHereIsNotFoundAndNothingElseOfTheUpdateIsDone() {
    UpdateConversation request =
        new UpdateConversation(
            ONE, ConversationStatus.RESOLVED, null, null, null, new Change<>(CONTACT.id()), null);

    assertThat(refusal(commands.update(AGENT, request))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(now().status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(bus.published).isEmpty();
  }

  @Test
  void aTagStandsOnceWhereItWasFirst() {
    assertThat(tag("vip", "shoes", "vip", "VIP").result().tags())
        .containsExactly("vip", "shoes", "VIP");
    assertThat(tag().result().tags()).isEmpty();
  }

  @Test
  void aSleepEndsInTheFuture() {
    assertRefusedField(snooze(ConversationStatus.SNOOZED, People.NOW), "snoozedUntil");
    assertRefusedField(
        snooze(ConversationStatus.SNOOZED, People.NOW.plusNanos(999_999)), "snoozedUntil");
    assertRefusedField(snooze(ConversationStatus.OPEN, People.NOW.plusSeconds(1)), "snoozedUntil");

    Conversation asleep =
        snooze(ConversationStatus.SNOOZED, People.NOW.plusMillis(1).plusNanos(5)).result();
    assertThat(asleep.snoozedUntil()).isEqualTo(People.NOW.plusMillis(1));
  }

  @Test
  void aTimeToWakeUpIsForWhatSleeps() {
    Instant tomorrow = People.NOW.plus(Duration.ofDays(1));

    assertThat(refusal(snooze(null, tomorrow))).isEqualTo(ProblemCode.CONFLICT);
    snooze(ConversationStatus.SNOOZED, null);
    assertThat(now().snoozedUntil()).isNull();
    assertThat(snooze(null, tomorrow).result().snoozedUntil()).isEqualTo(tomorrow);
    assertThat(snooze(ConversationStatus.SNOOZED, null).result().changeSeq()).isEqualTo(3);
    assertThat(snooze(ConversationStatus.OPEN, null).result().snoozedUntil()).isNull();
  }

  @Test
  void anEditIsAnnouncedWithItsNumber() {
    Message said = said(CONTACT, "Helo");
    clock.advance(Duration.ofSeconds(5));

    Message edited = commands.edit(CONTACT, new EditMessage(ONE, said.id(), "Hello")).result();

    assertThat(edited.content()).isEqualTo("Hello");
    assertThat(edited.seq()).isEqualTo(said.seq());
    assertThat(edited.editedAt()).isEqualTo(clock.instant());
    assertThat(on(FEED))
        .containsExactly(
            new Published(
                FEED, new ConversationEvent.MessageEdited(ONE, 3, edited, clock.instant()), 3));
    assertThat(now().lastMessage().preview()).isEqualTo("Hello");
    assertThat(bus.published)
        .extracting(Published::address)
        .contains("org:" + ORG + ":inbox", "org:" + ORG + ":user:" + CONTACT.id());
  }

  @Test
  void theSameTextAgainChangesNothing() {
    Message said = said(CONTACT, "Hello");

    Message again = commands.edit(CONTACT, new EditMessage(ONE, said.id(), "Hello")).result();

    assertThat(again).isEqualTo(said);
    assertThat(on(FEED)).isEmpty();
  }

  @Test
  void aDeletedMessageKeepsItsPlaceAndLosesItsText() {
    Message said = said(AGENT, "the password is swordfish");

    Message deleted = commands.delete(AGENT, new DeleteMessage(ONE, said.id())).result();

    assertThat(deleted.content()).isEmpty();
    assertThat(deleted.seq()).isEqualTo(1);
    assertThat(deleted.deletedAt()).isEqualTo(People.NOW);
    assertThat(now().lastMessage().preview()).isEmpty();
    assertThat(on(FEED))
        .containsExactly(
            new Published(
                FEED, new ConversationEvent.MessageDeleted(ONE, 3, deleted, People.NOW), 3));
    bus.published.clear();
    assertThat(commands.delete(AGENT, new DeleteMessage(ONE, said.id())).result())
        .isEqualTo(deleted);
    assertThat(on(FEED)).isEmpty();
    assertThat(refusal(commands.edit(AGENT, new EditMessage(ONE, said.id(), "again"))))
        .isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void anothersMessageIsForbiddenAndAStrangersIsNotFound() {
    Message said = said(CONTACT, "Hello");
    MessageId absent = new MessageId(UUID.randomUUID());

    assertThat(refusal(commands.edit(AGENT, new EditMessage(ONE, said.id(), "Hi"))))
        .isEqualTo(ProblemCode.FORBIDDEN);
    assertThat(refusal(commands.delete(AGENT, new DeleteMessage(ONE, said.id()))))
        .isEqualTo(ProblemCode.FORBIDDEN);
    assertThat(refusal(commands.edit(OTHER_CONTACT, new EditMessage(ONE, said.id(), "Hi"))))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(refusal(commands.delete(CONTACT, new DeleteMessage(ONE, absent))))
        .isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(bus.published).isEmpty();
    assertThat(now().changeSeq()).isEqualTo(2);
  }
}
