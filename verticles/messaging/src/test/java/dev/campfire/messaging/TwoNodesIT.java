package dev.campfire.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TwoNodesIT {
  private static final int WRITERS = 32;
  private static final int MESSAGES_EACH = 50;

  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new MessagingModule()).build();

  /** One writer: each message on one node, and again on the other as soon as it is answered. */
  private static final class Writer {
    private final Caller caller;
    private final ConversationId conversation;
    private final int node;
    private final List<Message> first = new ArrayList<>();
    private final List<SendMessage.Accepted> repeats = new ArrayList<>();

    Writer(Caller caller, ConversationId conversation, int node) {
      this.caller = caller;
      this.conversation = conversation;
      this.node = node;
    }

    Future<Void> write(int left) {
      if (left == 0) {
        return Future.succeededFuture();
      }
      ClientMessageId id = Talk.newId();
      SendMessage message = new SendMessage(conversation, id, "message " + left);
      return campfire
          .bus(node)
          .request(Messaging.SEND, caller, message)
          .onSuccess(accepted -> first.add(accepted.message()))
          .compose(accepted -> campfire.bus(1 - node).request(Messaging.SEND, caller, message))
          .onSuccess(repeats::add)
          .compose(accepted -> write(left - 1));
    }
  }

  @Test
  void thirtyTwoWritersThroughTwoNodesMakeOneSequenceWithoutHoles() {
    TestOrg org = campfire.org();
    Caller contact = org.contact();
    ConversationId conversation = new Talk(campfire.bus(0)).open(contact).id();
    List<Writer> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(i -> new Writer(i == 0 ? contact : org.agent(), conversation, i % 2))
            .toList();

    List<Future<Void>> written =
        writers.stream().map(writer -> writer.write(MESSAGES_EACH)).toList();
    Future<?> all = Future.join(written);
    await().atMost(Duration.ofSeconds(60)).until(all::isComplete);

    int total = WRITERS * MESSAGES_EACH;
    assertThat(written).allMatch(Future::succeeded);
    List<Message> stored = readAll(org.agent(), conversation);
    assertThat(stored)
        .extracting(Message::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
    assertThat(stored)
        .extracting(Message::changeSeq)
        .containsExactlyElementsOf(LongStream.rangeClosed(2, total + 1).boxed().toList());
    Set<ClientMessageId> ids =
        stored.stream().map(Message::clientMessageId).collect(Collectors.toSet());
    assertThat(ids).hasSize(total);
    for (Writer writer : writers) {
      assertThat(writer.first).extracting(Message::seq).isSorted();
      assertThat(writer.repeats).allMatch(SendMessage.Accepted::duplicate);
      assertThat(writer.repeats)
          .extracting(SendMessage.Accepted::message)
          .containsExactlyElementsOf(writer.first);
    }
    Conversation seen = new Talk(campfire.bus(1)).get(org.agent(), conversation);
    assertThat(seen.lastSeq()).isEqualTo(total);
    assertThat(seen.changeSeq()).isEqualTo(total + 1L);
  }

  private static List<Message> readAll(Caller agent, ConversationId conversation) {
    Talk talk = new Talk(campfire.bus(1));
    List<Message> all = new ArrayList<>();
    ReadHistory.Page page;
    do {
      page = talk.history(agent, new ReadHistory(conversation, null, (long) all.size(), 200));
      all.addAll(page.messages());
    } while (all.size() < page.lastSeq());
    return all;
  }

  @Test
  void fiftyCopiesOfOneSendOnTwoNodesAreOneMessage() {
    TestOrg org = campfire.org();
    Caller contact = org.contact();
    ConversationId conversation = new Talk(campfire.bus(0)).open(contact).id();
    SendMessage message = new SendMessage(conversation, Talk.newId(), "Hello");

    List<Future<SendMessage.Accepted>> sends =
        IntStream.range(0, 50)
            .mapToObj(i -> campfire.bus(i % 2).request(Messaging.SEND, contact, message))
            .toList();
    CampfireExtension.await(Future.all(sends));

    assertThat(sends)
        .extracting(send -> send.result().message())
        .containsOnly(sends.get(0).result().message());
    assertThat(sends).filteredOn(send -> !send.result().duplicate()).hasSize(1);
    assertThat(readAll(org.agent(), conversation)).hasSize(1);
  }

  @Test
  void anEventReachesTheOtherNode() {
    TestOrg org = campfire.org();
    Caller contact = org.contact();
    ConversationId conversation = new Talk(campfire.bus(0)).open(contact).id();
    String feed = Messaging.CONVERSATION.at(org.id(), conversation).toString();

    new Talk(campfire.bus(0)).say(contact, conversation, "Hello");

    await()
        .until(() -> campfire.events(1).stream().anyMatch(frame -> frame.address().equals(feed)));
  }
}
