package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationStatus;
import dev.campfire.contract.messaging.ListConversations;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.OpenConversation.ContactDetails;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private Talk talk;
  private TestOrg org;
  private Caller agent;
  private Caller grace;
  private ConversationId first;
  private ConversationId second;
  private ConversationId third;

  @BeforeEach
  void threeConversationsOfTwoContacts() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    agent = org.agent();
    grace = org.contact();
    Caller alan = org.contact();
    first = open(grace, null, "Red shoes", "Grace Hopper", "grace@navy.test");
    second = open(alan, Channel.EMAIL, "100% wool_socks", "Alan Turing", "alan@bletchley.test");
    third = open(grace, null, null, null, null);
    talk.say(grace, third, "Wo bleibt die ÄRGERLICHE Lieferung? C:\\temp");
  }

  private ConversationId open(
      Caller contact, Channel channel, String subject, String name, String email) {
    campfire.clock().advance(Duration.ofSeconds(1));
    return talk.open(
            contact,
            new OpenConversation(
                null, channel, subject, null, new ContactDetails(null, name, email)))
        .id();
  }

  private ListConversations.Page page(Caller caller, ListConversations request) {
    return await(campfire.bus().request(Messaging.LIST, caller, request));
  }

  private List<ConversationId> ids(Caller caller, ListConversations request) {
    return page(caller, request).items().stream().map(Conversation::id).toList();
  }

  private static ListConversations all() {
    return with(null, null);
  }

  private static ListConversations with(String before, Integer limit) {
    return new ListConversations(null, null, null, null, null, before, limit);
  }

  private static ListConversations words(String q) {
    return new ListConversations(null, null, null, null, q, null, null);
  }

  private void set(ConversationId id, String columns, Object... values) {
    Object[] arguments = new Object[values.length + 1];
    System.arraycopy(values, 0, arguments, 0, values.length);
    arguments[values.length] = id.value();
    campfire.sql("update conversations set " + columns + " where id = ?", arguments);
  }

  @Test
  void theLatestComesFirst() {
    assertThat(ids(agent, all())).containsExactly(third, second, first);
    campfire.clock().advance(Duration.ofSeconds(1));

    talk.say(agent, first, "Still red");

    assertThat(ids(agent, all())).containsExactly(first, third, second);
  }

  @Test
  void aContactSeesTheirOwnWithoutWhatIsNotForThem() {
    ListConversations.Page page = page(grace, all());

    assertThat(page.items()).extracting(Conversation::id).containsExactly(third, first);
    assertThat(page.items())
        .allMatch(item -> item.contact() == null && item.tags() == null && item.unread() == null);
  }

  @Test
  void aContactWhoHasNotWrittenYetSeesNothing() {
    assertThat(ids(org.contact(), all())).isEmpty();
  }

  @Test
  void anotherOrganisationSeesNothing() {
    TestOrg stranger = campfire.org();

    assertThat(ids(stranger.agent(), all())).isEmpty();
    assertThat(ids(stranger.agent(), words("shoes"))).isEmpty();
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    List<ConversationId> seen = new ArrayList<>();
    String next = null;
    do {
      ListConversations.Page page = page(agent, with(next, 2));
      page.items().forEach(item -> seen.add(item.id()));
      next = page.next();
    } while (next != null);

    assertThat(seen).containsExactly(third, second, first);
    assertThat(page(agent, with(null, 3)).next()).isNull();
    assertThat(page(agent, with(null, 2)).next()).isNotNull();
  }

  @Test
  void pagesFollowOneAnotherAmongEqualTimesToo() {
    campfire.sql(
        "update conversations set updated_at = '2026-01-01T00:00:00.123456Z' where org_id = ?",
        org.id().value());

    ListConversations.Page one = page(agent, with(null, 1));
    ListConversations.Page two = page(agent, with(one.next(), 1));
    ListConversations.Page three = page(agent, with(two.next(), 1));

    assertThat(three.next()).isNull();
    assertThat(List.of(one, two, three))
        .flatExtracting(ListConversations.Page::items)
        .extracting(Conversation::id)
        .containsExactlyInAnyOrder(first, second, third);
  }

  @Test
  void aCursorThatIsNotOursIsRefused() {
    assertThat(Talk.refusal(() -> page(agent, with("2", null))).code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void ofAStatus() {
    set(second, "status = 'resolved', resolved_at = now()");

    ListConversations resolved =
        new ListConversations(ConversationStatus.RESOLVED, null, null, null, null, null, null);

    assertThat(ids(agent, resolved)).containsExactly(second);
  }

  @Test
  void ofAnAssigneeOrNone() {
    set(second, "assignee_id = ?", agent.id().value());

    assertThat(ids(agent, assignee(agent.id().toString()))).containsExactly(second);
    assertThat(ids(agent, assignee("none"))).containsExactly(third, first);
    assertThat(page(agent, assignee(agent.id().toString())).items().get(0).assignee())
        .isEqualTo(new Conversation.Assignee(agent.id(), agent.name()));
    assertThat(Talk.refusal(() -> page(agent, assignee("me"))).code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  private static ListConversations assignee(String id) {
    return new ListConversations(null, id, null, null, null, null, null);
  }

  @Test
  void ofATagThatOnlyAgentsSee() {
    set(third, "tags = array['vip', 'late']");
    ListConversations vip = new ListConversations(null, null, "vip", null, null, null, null);

    assertThat(ids(agent, vip)).containsExactly(third);
    assertThat(page(agent, vip).items().get(0).tags()).containsExactly("vip", "late");
    assertThat(ids(grace, vip)).isEmpty();
  }

  @Test
  void ofAChannel() {
    ListConversations email =
        new ListConversations(null, null, null, Channel.EMAIL, null, null, null);

    assertThat(ids(agent, email)).containsExactly(second);
  }

  /** What arrives while somebody turns pages moves to the front and takes nothing from the back. */
  @Test
  void pagesGoOnWhereTheyWereWhileMessagesArrive() {
    ListConversations.Page front = page(agent, with(null, 1));
    campfire.clock().advance(Duration.ofSeconds(1));
    ConversationId fresh = talk.open(grace).id();
    talk.say(agent, third, "Here you are");

    ListConversations.Page middle = page(agent, with(front.next(), 1));
    campfire.clock().advance(Duration.ofSeconds(1));
    talk.say(agent, second, "And you");
    ListConversations.Page back = page(agent, with(middle.next(), 1));

    assertThat(front.items()).extracting(Conversation::id).containsExactly(third);
    assertThat(middle.items()).extracting(Conversation::id).containsExactly(second);
    assertThat(back.items()).extracting(Conversation::id).containsExactly(first);
    assertThat(back.next()).isNull();
    assertThat(ids(agent, all())).startsWith(second).contains(fresh, third, first);
  }

  @Test
  void wordsAreFoundInSubjectContactAndContentInAnyCase() {
    assertThat(ids(agent, words("red SHOES"))).containsExactly(first);
    assertThat(ids(agent, words("turing"))).containsExactly(second);
    assertThat(ids(agent, words("BLETCHLEY.test"))).containsExactly(second);
    assertThat(ids(agent, words("ärgerliche lieferung"))).containsExactly(third);
    assertThat(ids(agent, words("hopper"))).containsExactly(third, first);
    assertThat(ids(agent, words("nowhere"))).isEmpty();
  }

  @Test
  void wordsAreTakenLiterally() {
    assertThat(ids(agent, words("100%"))).containsExactly(second);
    assertThat(ids(agent, words("wool_"))).containsExactly(second);
    assertThat(ids(agent, words("C:\\temp"))).containsExactly(third);
    assertThat(ids(agent, words("%"))).containsExactly(second);
    assertThat(ids(agent, words("r_d"))).isEmpty();
    assertThat(ids(agent, words("' or true --"))).isEmpty();
  }

  @Test
  void aContactsWordsAreNotSoughtInWhatTheyMayNotSee() {
    assertThat(ids(grace, words("hopper"))).isEmpty();
    assertThat(ids(grace, words("lieferung"))).containsExactly(third);
    assertThat(ids(grace, words("wool"))).isEmpty();
  }

  @Test
  void filtersHoldTogether() {
    set(third, "status = 'pending', assignee_id = ?, tags = array['late']", agent.id().value());
    ListConversations everything =
        new ListConversations(
            ConversationStatus.PENDING,
            agent.id().toString(),
            "late",
            Channel.WEB,
            "lieferung",
            page(agent, with(null, 2)).next(),
            10);

    assertThat(ids(agent, everything)).as("it stood before the cursor").isEmpty();
    ListConversations withoutCursor =
        new ListConversations(
            ConversationStatus.PENDING,
            agent.id().toString(),
            "late",
            Channel.WEB,
            "lieferung",
            null,
            10);
    assertThat(ids(agent, withoutCursor)).containsExactly(third);
  }
}
