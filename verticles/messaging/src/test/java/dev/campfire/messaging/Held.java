package dev.campfire.messaging;

import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationEvent;
import dev.campfire.contract.messaging.Message;
import dev.campfire.contract.messaging.SyncConversation;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a reader of a conversation's feed holds, by the contract's rule: drop what is not newer,
 * hold back what is ahead, sync.
 */
final class Held {
  private final TreeMap<Long, Message> messages = new TreeMap<>();
  private final TreeMap<Long, ConversationEvent> ahead = new TreeMap<>();
  private Conversation conversation;

  Held(Conversation conversation, List<Message> messages) {
    this.conversation = conversation.forContact();
    messages.forEach(message -> this.messages.put(message.seq(), message));
  }

  Conversation conversation() {
    return conversation;
  }

  List<Message> messages() {
    return List.copyOf(messages.values());
  }

  /** Whether something is missing before what has come. */
  boolean isBehind() {
    return !ahead.isEmpty();
  }

  void apply(ConversationEvent event) {
    if (event.changeSeq() <= conversation.changeSeq()) {
      return;
    }
    ahead.put(event.changeSeq(), event);
    while (!ahead.isEmpty() && ahead.firstKey() == conversation.changeSeq() + 1) {
      take(ahead.pollFirstEntry().getValue());
    }
  }

  private void take(ConversationEvent event) {
    if (event instanceof ConversationEvent.MessageSent sent) {
      put(sent.message());
    } else if (event instanceof ConversationEvent.MessageEdited edited) {
      put(edited.message());
    } else if (event instanceof ConversationEvent.MessageDeleted deleted) {
      put(deleted.message());
    } else if (event instanceof ConversationEvent.Changed changed) {
      conversation = changed.conversation();
    }
  }

  /** A message as it is now; its last change is the conversation's. */
  private void put(Message message) {
    messages.put(message.seq(), message);
    Instant changedAt =
        Stream.of(message.sentAt(), message.editedAt(), message.deletedAt())
            .filter(time -> time != null)
            .max(Instant::compareTo)
            .orElseThrow();
    Message last = messages.lastEntry().getValue();
    conversation =
        new Conversation(
            conversation.id(),
            conversation.org(),
            conversation.number(),
            conversation.status(),
            conversation.snoozedUntil(),
            null,
            conversation.channel(),
            conversation.subject(),
            null,
            null,
            conversation.assignee(),
            new Conversation.LastMessage(
                last.seq(), Preview.of(last.content()), last.sentAt(), last.sender().kind()),
            last.seq(),
            message.changeSeq(),
            null,
            conversation.openedAt(),
            changedAt,
            conversation.resolvedAt());
  }

  void sync(SyncConversation.Changes changes) {
    changes.messages().forEach(message -> messages.put(message.seq(), message));
    conversation = changes.conversation().forContact();
    ahead.headMap(conversation.changeSeq(), true).clear();
  }
}
