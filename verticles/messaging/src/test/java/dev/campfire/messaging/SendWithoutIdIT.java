package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.testkit.CampfireExtension;
import dev.campfire.testkit.TestOrg;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rule of two seconds, for those who name no id, on two nodes. */
class SendWithoutIdIT {
  @RegisterExtension
  static final CampfireExtension campfire =
      CampfireExtension.nodes(2).module(new MessagingModule()).build();

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
    agent = org.agent();
    conversation = talk.open(contact).id();
  }

  private Future<SendMessage.Accepted> ask(int node, Caller caller, SendMessage message) {
    return campfire.bus(node).request(Messaging.SEND_WITHOUT_ID, caller, message);
  }

  private SendMessage.Accepted say(int node, Caller caller, String content) {
    return await(ask(node, caller, message(content)));
  }

  private SendMessage message(String content) {
    return new SendMessage(conversation, Talk.newId(), content);
  }

  @Test
  void theSameContentWithinTwoSecondsIsTheFirstMessageOnAnyNode() {
    SendMessage.Accepted first = say(0, contact, "hi");
    campfire.clock().advance(Duration.ofMillis(1_999));

    SendMessage.Accepted second = say(1, contact, "hi");

    assertThat(first.duplicate()).isFalse();
    assertThat(second).isEqualTo(new SendMessage.Accepted(first.message(), true));
    assertThat(talk.history(agent, conversation)).containsExactly(first.message());
  }

  @Test
  void afterTwoSecondsItIsAnotherMessage() {
    say(0, contact, "hi");
    campfire.clock().advance(Duration.ofSeconds(2));

    assertThat(say(1, contact, "hi").duplicate()).isFalse();
    assertThat(talk.history(agent, conversation)).hasSize(2);
  }

  @Test
  void otherWordsAndOtherSendersAreOtherMessages() {
    say(0, contact, "hi");

    assertThat(say(0, contact, "hi!").duplicate()).isFalse();
    assertThat(say(0, agent, "hi").duplicate()).isFalse();
    assertThat(talk.history(agent, conversation)).hasSize(3);
  }

  @Test
  void fiftyAtOnceOnTwoNodesAreOneMessage() {
    List<Future<SendMessage.Accepted>> sends =
        IntStream.range(0, 50).mapToObj(i -> ask(i % 2, contact, message("hi"))).toList();

    await(Future.all(sends));

    assertThat(sends).filteredOn(send -> !send.result().duplicate()).hasSize(1);
    assertThat(talk.history(agent, conversation)).hasSize(1);
  }

  @Test
  void whatWasSentWithAnIdIsRepeatedToo() {
    Message first = talk.say(contact, conversation, "hi");
    Message edited = talk.edit(contact, first, "hello");

    assertThat(say(1, contact, "hi")).isEqualTo(new SendMessage.Accepted(edited, true));
    assertThat(say(1, contact, "hello").duplicate()).as("sent it was not").isFalse();
  }

  @Test
  void theSameRequestAgainIsARepeatHoweverLate() {
    SendMessage request = message("hi");
    SendMessage.Accepted first = await(ask(0, contact, request));
    campfire.clock().advance(Duration.ofHours(1));

    assertThat(await(ask(1, contact, request)))
        .isEqualTo(new SendMessage.Accepted(first.message(), true));
  }

  @Test
  void whoeverMayNotWriteIsRefusedAsEver() {
    assertThat(Talk.refusal(() -> say(0, org.contact(), "hi")).code())
        .isEqualTo(ProblemCode.NOT_FOUND);
    ClientMessageId taken = talk.say(agent, conversation, "hello").clientMessageId();
    SendMessage request = new SendMessage(conversation, taken, "goodbye");
    assertThat(Talk.refusal(() -> await(ask(0, agent, request))).code())
        .isEqualTo(ProblemCode.CONFLICT);
    assertThat(talk.history(agent, conversation)).hasSize(1);
  }
}
