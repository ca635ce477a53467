package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.ReadHeads;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** History, sync, heads and get. */
class ReadBackIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(1).module(new MessagingModule()).build();

  private Talk talk;
  private TestOrg org;
  private Caller contact;
  private Caller agent;
  private ConversationId conversation;

  @BeforeEach
  void aConversationOfFiveMessages() {
    talk = new Talk(campfire.bus());
    org = campfire.org();
    contact = org.contact();
    agent = org.agent();
    conversation = talk.open(contact).id();
    for (int i = 1; i <= 5; i++) {
      talk.say(i % 2 == 1 ? contact : agent, conversation, "message " + i);
    }
  }

  private List<Long> seqs(Long beforeSeq, Long afterSeq, Integer limit) {
    return talk
        .history(contact, new ReadHistory(conversation, beforeSeq, afterSeq, limit))
        .messages()
        .stream()
        .map(Message::seq)
        .toList();
  }

  @Test
  void historyShowsTheNewestAscending() {
    assertThat(seqs(null, null, null)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seqs(null, null, 2)).containsExactly(4L, 5L);
  }

  @Test
  void historyScrollsBackAndForth() {
    assertThat(seqs(4L, null, 2)).containsExactly(2L, 3L);
    assertThat(seqs(1L, null, null)).isEmpty();
    assertThat(seqs(null, 2L, 2)).containsExactly(3L, 4L);
    assertThat(seqs(null, 0L, null)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(seqs(null, 5L, null)).isEmpty();
  }

  @Test
  void historySaysWhereTheConversationBeginsAndEnds() {
    ReadHistory.Page page = talk.history(agent, new ReadHistory(conversation, 3L, null, 1));

    assertThat(page.firstSeq()).isEqualTo(1);
    assertThat(page.lastSeq()).isEqualTo(5);
    ConversationId empty = talk.open(contact).id();
    ReadHistory.Page none = talk.history(agent, new ReadHistory(empty, null, null, null));
    assertThat(none).isEqualTo(new ReadHistory.Page(List.of(), 0, 0));
  }

  @Test
  void historyIsWhatWasAnswered() {
    Message sent = talk.say(agent, conversation, "the last word");

    List<Message> read = talk.history(contact, conversation);

    assertThat(read.get(read.size() - 1)).isEqualTo(sent);
  }

  @Test
  void historyGoesOneWayAtATime() {
    assertThat(Talk.refusal(() -> seqs(4L, 1L, null)).code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
  }

  @Test
  void syncAnswersEachChangedMessageOnceAsItIsNow() {
    campfire.sql(
        "update messages set content = 'edited', change_seq = 7 where conversation_id = ?"
            + " and seq = 2",
        conversation.value());
    campfire.sql("update conversations set change_seq = 7 where id = ?", conversation.value());

    SyncConversation.Changes changes = talk.sync(agent, conversation, 3);

    assertThat(changes.messages()).extracting(Message::seq).containsExactly(3L, 4L, 5L, 2L);
    assertThat(changes.messages().get(3).content()).isEqualTo("edited");
    assertThat(changes.changeSeq()).isEqualTo(7);
    assertThat(changes.more()).isFalse();
    assertThat(changes.receipts()).isEmpty();
    assertThat(changes.conversation()).isEqualTo(talk.get(agent, conversation));
  }

  @Test
  void syncGoesOnWhereItStopped() {
    SyncConversation.Changes first = sync(0, 3);
    SyncConversation.Changes rest = sync(first.changeSeq(), 3);

    assertThat(first.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L);
    assertThat(first.more()).isTrue();
    assertThat(first.changeSeq()).isEqualTo(4);
    assertThat(rest.messages()).extracting(Message::seq).containsExactly(4L, 5L);
    assertThat(rest.more()).isFalse();
    assertThat(rest.changeSeq()).isEqualTo(6);
  }

  private SyncConversation.Changes sync(long afterChange, int limit) {
    return await(
        campfire
            .bus()
            .request(
                Messaging.SYNC, agent, new SyncConversation(conversation, afterChange, limit)));
  }

  @Test
  void syncAtTheHeadHasNothingToSay() {
    SyncConversation.Changes changes = talk.sync(agent, conversation, 6);

    assertThat(changes.messages()).isEmpty();
    assertThat(changes.changeSeq()).isEqualTo(6);
    assertThat(changes.more()).isFalse();
  }

  @Test
  void syncPassesOverChangesThatAreNoMessages() {
    campfire.sql(
        "update conversations set status = 'resolved', change_seq = 9 where id = ?",
        conversation.value());

    SyncConversation.Changes changes = talk.sync(contact, conversation, 6);

    assertThat(changes.messages()).isEmpty();
    assertThat(changes.changeSeq()).isEqualTo(9);
    assertThat(changes.conversation().tags()).isNull();
  }

  @Test
  void syncBeyondTheHeadIsAConflict() {
    assertThat(Talk.refusal(() -> talk.sync(agent, conversation, 7)).code())
        .isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void whatIsAbsentOrAnothersIsNotFoundWordForWord() {
    ConversationId absent = new ConversationId(UUID.randomUUID());
    TestOrg stranger = campfire.org();

    assertNotFound(agent, absent);
    assertNotFound(org.contact(), conversation);
    assertNotFound(stranger.agent(), conversation);
    assertNotFound(stranger.service(), conversation);
    assertNotFound(stranger.contact(), conversation);
  }

  private void assertNotFound(Caller caller, ConversationId id) {
    List<ProblemException> refusals =
        List.of(
            Talk.refusal(() -> talk.get(caller, id)),
            Talk.refusal(() -> talk.history(caller, id)),
            Talk.refusal(() -> talk.history(caller, new ReadHistory(id, null, 1L, null))),
            Talk.refusal(() -> talk.sync(caller, id, 0)),
            Talk.refusal(() -> talk.sync(caller, id, 1_000)));

    assertThat(refusals).extracting(ProblemException::code).containsOnly(ProblemCode.NOT_FOUND);
    assertThat(refusals)
        .extracting(Throwable::getMessage)
        .containsOnly(ProblemException.notFound().getMessage());
  }

  @Test
  void headsSayHowFarWhatChangedLatelyHasCome() {
    assertThat(heads(null, org).heads())
        .containsExactly(new ReadHeads.Head(org.id(), conversation, 5, 6));

    campfire.clock().advance(Duration.ofSeconds(11));

    assertThat(heads(null, org).heads()).isEmpty();
    Instant since = campfire.clock().instant().minusSeconds(5);
    assertThat(heads(since, org).heads()).hasSize(1);
    assertThat(heads(null, org).asOf()).isEqualTo(campfire.clock().instant());
  }

  @Test
  void headsAreOfTheOrganisationsAskedForAndNoOther() {
    TestOrg other = campfire.org();
    ConversationId theirs = talk.open(other.contact()).id();

    assertThat(heads(null, org, other).heads())
        .extracting(ReadHeads.Head::conversationId)
        .containsExactlyInAnyOrder(conversation, theirs);
    assertThat(heads(null, other).heads())
        .containsExactly(new ReadHeads.Head(other.id(), theirs, 0, 1));
    assertThat(heads(null).heads()).isEmpty();
  }

  private ReadHeads.Heads heads(Instant since, TestOrg... orgs) {
    ReadHeads request = new ReadHeads(List.of(orgs).stream().map(TestOrg::id).toList(), since);
    return await(campfire.bus().request(Messaging.HEADS, Caller.SYSTEM, request));
  }
}
