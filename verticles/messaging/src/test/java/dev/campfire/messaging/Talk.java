package dev.campfire.messaging;

import static dev.campfire.testkit.CampfireExtension.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.campfire.contract.Caller;
import dev.campfire.contract.ProblemCode;
import dev.campfire.contract.ProblemException;
import dev.campfire.contract.id.ClientMessageId;
import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.DeleteMessage;
import dev.campfire.contract.messaging.EditMessage;
import dev.campfire.contract.messaging.GetConversation;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.contract.messaging.OpenConversation;
import dev.campfire.contract.messaging.ReadHistory;
import dev.campfire.contract.messaging.SendMessage;
import dev.campfire.contract.messaging.SyncConversation;
import dev.campfire.contract.messaging.UpdateConversation;
import dev.campfire.spi.Bus;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Talks over a bus as people do, and waits for each answer. */
record Talk(Bus bus) {

  static ClientMessageId newId() {
    return new ClientMessageId(UUID.randomUUID());
  }

  /** What somebody was refused with; fails if they were not. */
  static ProblemException refusal(ThrowingCallable asked) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, asked);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  /** A contact opens a conversation without a message. */
  Conversation open(Caller contact) {
    return open(contact, new OpenConversation(null, null, null, null, null));
  }

  Conversation open(Caller caller, OpenConversation request) {
    return await(bus.request(Messaging.OPEN, caller, request));
  }

  Message say(Caller caller, ConversationId conversation, String content) {
    return send(caller, conversation, newId(), content).message();
  }

  SendMessage.Accepted send(
      Caller caller, ConversationId conversation, ClientMessageId id, String content) {
    return await(bus.request(Messaging.SEND, caller, new SendMessage(conversation, id, content)));
  }

  Conversation get(Caller caller, ConversationId conversation) {
    return await(bus.request(Messaging.GET, caller, new GetConversation(conversation)));
  }

  /** Everything that was said, if it is no more than a page. */
  List<Message> history(Caller caller, ConversationId conversation) {
    return history(caller, new ReadHistory(conversation, null, null, 200)).messages();
  }

  ReadHistory.Page history(Caller caller, ReadHistory request) {
    return await(bus.request(Messaging.HISTORY, caller, request));
  }

  SyncConversation.Changes sync(Caller caller, ConversationId conversation, long afterChange) {
    return await(
        bus.request(Messaging.SYNC, caller, new SyncConversation(conversation, afterChange, null)));
  }

  Conversation update(Caller caller, UpdateConversation request) {
    return await(bus.request(Messaging.UPDATE, caller, request));
  }

  /** What an update is refused with. */
  ProblemCode refusal(Caller caller, UpdateConversation request) {
    return refusal(() -> update(caller, request)).code();
  }

  Message edit(Caller caller, Message message, String content) {
    return await(
        bus.request(
            Messaging.EDIT,
            caller,
            new EditMessage(message.conversationId(), message.id(), content)));
  }

  Message delete(Caller caller, Message message) {
    return await(
        bus.request(
            Messaging.DELETE, caller, new DeleteMessage(message.conversationId(), message.id())));
  }

  /**
   * What an edit is refused with, and, so that they agree, a deletion unless it may be repeated.
   */
  ProblemCode editRefusal(Caller caller, Message message) {
    ProblemCode code = refusal(() -> edit(caller, message, "something else")).code();
    if (code != ProblemCode.CONFLICT) {
      assertThat(refusal(() -> delete(caller, message)).code()).isEqualTo(code);
    }
    return code;
  }
}
