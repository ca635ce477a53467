package dev.campfire.messaging;

import dev.campfire.contract.messaging.Conversation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What an update made of a conversation.
 *
 * @param changed what it changed, in the order of the numbers that it took; empty if nothing
 */
record Updated(Conversation before, Conversation after, List<Part> changed) {

  /** What takes a number of its own, in the order in which one update takes them. */
  enum Part {
    STATUS,
    PRIORITY,
    TAGS,
    ASSIGNEE,
    SUBJECT
  }

  /**
   * The conversation as each of the changes left it. One a number, so that whoever follows the
   * numbers misses none and need not ask what the others were.
   */
  List<Conversation> steps() {
    return IntStream.rangeClosed(1, changed.size()).mapToObj(this::step).toList();
  }

  private Conversation step(int count) {
    Set<Part> made = EnumSet.copyOf(changed.subList(0, count));
    Conversation status = made.contains(Part.STATUS) ? after : before;
    return new Conversation(
        after.id(),
        after.org(),
        after.number(),
        status.status(),
        status.snoozedUntil(),
        (made.contains(Part.PRIORITY) ? after : before).priority(),
        after.channel(),
        (made.contains(Part.SUBJECT) ? after : before).subject(),
        (made.contains(Part.TAGS) ? after : before).tags(),
        after.contact(),
        (made.contains(Part.ASSIGNEE) ? after : before).assignee(),
        after.lastMessage(),
        after.lastSeq(),
        before.changeSeq() + count,
        after.unread(),
        after.openedAt(),
        after.updatedAt(),
        status.resolvedAt());
  }

  /** Whether somebody is the assignee who was not before. */
  boolean isHandedOver() {
    return after.assignee() != null
        && (before.assignee() == null || !before.assignee().id().equals(after.assignee().id()));
  }
}
