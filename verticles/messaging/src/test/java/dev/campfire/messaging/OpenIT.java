package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.ContactDetails;
import dev.campfire.contract.messaging.OpenConversation.FirstMessage;
import dev.campfire.contract.messaging.Priority;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenIT {
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

  private static ConversationId newId() {
    return new ConversationId(UUID.randomUUID());
  }

  private static OpenConversation withId(ConversationId id) {
    return new OpenConversation(id, null, null, null, null);
  }

  private static OpenConversation of(ContactDetails contact) {
    return new OpenConversation(null, null, null, null, contact);
  }

  @Test
  void aContactOpensAndAnAgentSeesItWhole() {
    Conversation opened =
        talk.open(
            contact,
            new OpenConversation(
                null,
                Channel.EMAIL,
                "Shoes",
                new FirstMessage(Talk.newId(), "Do you have them in red?"),
                new ContactDetails(null, "Grace", "grace@shop.test")));

    assertThat(opened.contact()).isNull();
    Conversation seen = talk.get(agent, opened.id());
    assertThat(seen.forContact()).isEqualTo(opened);
    assertThat(seen.number()).isEqualTo(1);
    assertThat(seen.status()).isEqualTo(ConversationStatus.OPEN);
    assertThat(seen.priority()).isEqualTo(Priority.NORMAL);
    assertThat(seen.channel()).isEqualTo(Channel.EMAIL);
    assertThat(seen.subject()).isEqualTo("Shoes");
    assertThat(seen.tags()).isEmpty();
    assertThat(seen.contact())
        .isEqualTo(
            new Conversation.ContactView(contact.id(), "Grace", "grace@shop.test", false, true));
    assertThat(seen.assignee()).isNull();
    assertThat(seen.lastMessage().preview()).isEqualTo("Do you have them in red?");
    assertThat(seen.changeSeq()).isEqualTo(2);
    assertThat(seen.unread()).isEqualTo(1);
    assertThat(seen.openedAt()).isEqualTo(campfire.clock().instant());
  }

  @Test
  void aConversationWithoutAMessageStandsAtItsFirstChange() {
    Conversation opened = talk.open(contact);

    assertThat(opened.lastSeq()).isZero();
    assertThat(opened.changeSeq()).isEqualTo(1);
    assertThat(opened.lastMessage()).isNull();
    assertThat(
            campfire.sql(
                "select kind, actor_kind, after ->> 'channel' as channel from conversation_changes"
                    + " where conversation_id = ?",
                opened.id().value()))
        .singleElement()
        .asString()
        .isEqualTo("{kind=opened, actor_kind=contact, channel=web}");
  }

  @Test
  void theSameOpeningAgainAnswersTheSameConversation() {
    OpenConversation request =
        new OpenConversation(newId(), null, "Shoes", new FirstMessage(Talk.newId(), "Red?"), null);

    OpenConversation.Opened first = openOnce(contact, request);
    OpenConversation.Opened second = openOnce(contact, request);

    assertThat(first.duplicate()).isFalse();
    assertThat(second.duplicate()).isTrue();
    assertThat(second.conversation()).isEqualTo(first.conversation());
    assertThat(talk.history(agent, request.id())).hasSize(1);
    assertThat(conversationCount()).isEqualTo(1);
  }

  private OpenConversation.Opened openOnce(Caller caller, OpenConversation request) {
    return await(campfire.bus().request(Messaging.OPEN_ONCE, caller, request));
  }

  private long conversationCount() {
    return (long)
        campfire
            .sql("select conversation_count from organizations where org_id = ?", org.id().value())
            .get(0)
            .get("conversation_count");
  }

  @Test
  void anAgentsRepeatAnswersTheSameContactsConversation() {
    OpenConversation request =
        new OpenConversation(newId(), null, null, null, new ContactDetails(null, "Grace", null));

    Conversation first = talk.open(agent, request);
    Conversation second = talk.open(agent, request);

    assertThat(second).isEqualTo(first);
    assertThat(contacts()).hasSize(1);
  }

  private List<?> contacts() {
    return campfire.sql("select * from contacts where org_id = ?", org.id().value());
  }

  @Test
  void anotherContactsConversationIdIsAConflict() {
    ConversationId id = newId();
    talk.open(contact, withId(id));
    Caller another = org.contact();

    assertThat(Talk.refusal(() -> talk.open(another, withId(id))).code())
        .isEqualTo(ProblemCode.CONFLICT);
    OpenConversation forAnother =
        new OpenConversation(id, null, null, null, new ContactDetails(another.id(), null, null));
    assertThat(Talk.refusal(() -> talk.open(agent, forAnother)).code())
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(contacts()).as("nothing is left of the refused ones").hasSize(1);
    assertThat(conversationCount()).isEqualTo(1);
  }

  @Test
  void twoOrganisationsMayUseOneId() {
    ConversationId id = newId();
    talk.open(contact, withId(id));
    TestOrg other = campfire.org();

    Conversation theirs = talk.open(other.contact(), withId(id));

    assertThat(theirs.org()).isEqualTo(other.id());
    assertThat(theirs.number()).isEqualTo(1);
    assertThat(talk.get(agent, id).org()).isEqualTo(org.id());
  }

  @Test
  void anAgentOpensForAKnownContact() {
    talk.open(contact);

    Conversation opened = talk.open(agent, of(new ContactDetails(contact.id(), "Grace", null)));

    assertThat(opened.contact().id()).isEqualTo(contact.id());
    assertThat(opened.contact().name()).isEqualTo("Grace");
    assertThat(contacts()).hasSize(1);
    assertThat(talk.get(contact, opened.id()).number()).isEqualTo(2);
  }

  @Test
  void anAgentOpensForAContactWhoIsNotKnownYet() {
    PersonId id = new PersonId(UUID.randomUUID());

    Conversation named = talk.open(agent, of(new ContactDetails(id, null, "grace@shop.test")));
    Conversation unnamed = talk.open(agent, of(new ContactDetails(null, "Alan", null)));

    assertThat(named.contact().id()).isEqualTo(id);
    assertThat(named.contact().email()).isEqualTo("grace@shop.test");
    assertThat(unnamed.contact().id()).isNotEqualTo(id);
    assertThat(contacts()).hasSize(2);
  }

  @Test
  void whatAContactSaysOfThemselvesReplacesWhatTheySaidBefore() {
    talk.open(contact, of(new ContactDetails(null, "Grace", "grace@shop.test")));

    ConversationId second = talk.open(contact, of(new ContactDetails(null, "Amazing", null))).id();

    Conversation.ContactView seen = talk.get(agent, second).contact();
    assertThat(seen.name()).isEqualTo("Amazing");
    assertThat(seen.email()).isEqualTo("grace@shop.test");
  }

  @Test
  void whatIsVerifiedIsNeverOverwritten() {
    talk.open(contact, of(new ContactDetails(null, "Grace", null)));
    campfire.sql("update contacts set verified = true where id = ?", contact.id().value());

    ConversationId second =
        talk.open(contact, of(new ContactDetails(null, "Mallory", "mallory@shop.test"))).id();

    assertThat(talk.get(agent, second).contact())
        .isEqualTo(new Conversation.ContactView(contact.id(), "Grace", null, true, true));
  }

  @Test
  void staffMustSayWhoseItIs() {
    assertThat(Talk.refusal(() -> talk.open(agent)).code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(Talk.refusal(() -> talk.open(org.service())).code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void aContactMayNotOpenForAnother() {
    ContactDetails another = new ContactDetails(org.contact().id(), null, null);

    assertThat(Talk.refusal(() -> talk.open(contact, of(another))).code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(contacts()).isEmpty();
  }

  @Test
  void anOrganisationThatIsGoneHasNoConversations() {
    Caller orphan =
        new Caller(
            contact.id(), new OrgId(UUID.randomUUID()), contact.role(), contact.session(), null);

    assertThat(Talk.refusal(() -> talk.open(orphan)).code()).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void openingsAtTheSameTimeGetOneNumberEach() {
    List<Future<Conversation>> openings =
        IntStream.range(0, 100)
            .mapToObj(i -> campfire.bus().request(Messaging.OPEN, org.contact(), withId(newId())))
            .toList();

    await(Future.all(openings));

    assertThat(openings)
        .extracting(opening -> opening.result().number())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
  }

  @Test
  void theSameOpeningAtTheSameTimeOpensOnce() {
    OpenConversation request = withId(newId());
    List<Future<OpenConversation.Opened>> openings =
        IntStream.range(0, 20)
            .mapToObj(i -> campfire.bus().request(Messaging.OPEN_ONCE, contact, request))
            .toList();

    await(Future.all(openings));

    assertThat(openings).filteredOn(opening -> !opening.result().duplicate()).hasSize(1);
    assertThat(conversationCount()).isEqualTo(1);
  }

  @Test
  void aFirstMessageOfAnotherContentIsAConflict() {
    FirstMessage message = new FirstMessage(Talk.newId(), "Red?");
    OpenConversation request = new OpenConversation(newId(), null, null, message, null);
    talk.open(contact, request);

    OpenConversation changed =
        new OpenConversation(
            request.id(), null, null, new FirstMessage(message.clientMessageId(), "Blue?"), null);

    assertThat(Talk.refusal(() -> talk.open(contact, changed)).code())
        .isEqualTo(ProblemCode.CONFLICT);
  }
}
