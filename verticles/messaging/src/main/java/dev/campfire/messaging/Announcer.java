package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.AssignmentEvent;
import dev.campfire.contract.messaging.ContactWritten;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.Bus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Tells what has been committed, each number on its conversation's feed. What changed nothing is
 * told to the lists alone: it may be the repeat of a change whose node died before it told, and
 * unlike a conversation's feed ({@code feed.head}) nothing else would mend them.
 */
final class Announcer {
  private final Bus bus;
  private final ListFeeds lists;
  private final Clock clock;

  Announcer(Bus bus, ListFeeds lists, Clock clock) {
    this.bus = bus;
    this.lists = lists;
    this.clock = clock;
  }

  /** A repeat is told as a change: the node that opened it may have died before it told. */
  void opened(OrgId org, Opening.Opened opened) {
    if (opened.duplicate()) {
      lists.changed(org, opened.conversation().id());
    } else {
      lists.opened(org, opened.conversation());
      bus.tell(
          Messaging.CONTACT_WRITTEN, new ContactWritten(org, opened.conversation().contact().id()));
    }
  }

  /** Something changed that only the lists show. */
  void listed(OrgId org, ConversationId conversation) {
    lists.changed(org, conversation);
  }

  /** A repeat too: the node that stored it may have died before it told. */
  void sent(OrgId org, Outcome.Stored stored) {
    Message message = stored.message();
    if (stored.reopened() != null) {
      changed(org, stored.reopened());
    }
    publish(
        org,
        new ConversationEvent.MessageSent(
            message.conversationId(), message.changeSeq(), message, now()));
    lists.changed(org, message.conversationId());
  }

  void updated(OrgId org, Updated updated) {
    updated.steps().forEach(step -> changed(org, step));
    ConversationId id = updated.after().id();
    if (updated.isHandedOver()) {
      bus.publish(
          Messaging.ASSIGNMENTS.at(org, updated.after().assignee().id()),
          new AssignmentEvent.Assigned(id, updated.after(), now()));
    }
    lists.changed(org, id);
  }

  /** The conversation as its waking up left it. */
  void woken(OrgId org, Conversation conversation) {
    changed(org, conversation);
    lists.changed(org, conversation.id());
  }

  /** Its contact is another now. */
  void adopted(OrgId org, Conversation conversation) {
    changed(org, conversation);
    lists.changed(org, conversation.id());
  }

  void edited(OrgId org, Rewritten rewritten) {
    Message message = rewritten.message();
    if (rewritten.changed()) {
      publish(
          org,
          new ConversationEvent.MessageEdited(
              message.conversationId(), message.changeSeq(), message, now()));
    }
    lists.changed(org, message.conversationId());
  }

  void deleted(OrgId org, Rewritten rewritten) {
    Message message = rewritten.message();
    if (rewritten.changed()) {
      publish(
          org,
          new ConversationEvent.MessageDeleted(
              message.conversationId(), message.changeSeq(), message, now()));
    }
    lists.changed(org, message.conversationId());
  }

  private void changed(OrgId org, Conversation conversation) {
    publish(
        org,
        new ConversationEvent.Changed(
            conversation.id(), conversation.changeSeq(), conversation.forContact(), now()));
  }

  private void publish(OrgId org, ConversationEvent event) {
    bus.publish(Messaging.CONVERSATION.at(org, event.conversationId()), event, event.changeSeq());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
