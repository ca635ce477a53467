package dev.campfire.messaging;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Conversation;
import dev.campfire.contract.messaging.ConversationListEvent;
import dev.campfire.contract.messaging.Messaging;
import dev.campfire.spi.Bus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lists live: the agents' inbox, and each contact's own feed. The first change of a
 * conversation is told at once; what follows within {@link #INTERVAL} is told together at its end,
 * as the state then is (contract 3b: at most two a second). Where more conversations than that
 * allows change on and on, each is told less often ({@link #APART}).
 *
 * <p>Each organisation has one read in flight at most, for all its conversations that are due: a
 * busy one shares reads among more conversations instead of asking more often. Lives on one event
 * loop.
 */
final class ListFeeds {
  static final Duration INTERVAL = Duration.ofMillis(500);

  /**
   * Of one organisation's conversations that change on and on, so many changes a second are told
   * (500): nobody reads more, and each is read, encoded and sent to everybody who has the list
   * open.
   */
  static final Duration APART = Duration.ofMillis(2);

  private static final Logger LOGGER = LoggerFactory.getLogger(ListFeeds.class);

  private final MessagingStore store;
  private final Bus bus;
  private final Clock clock;
  private final Later later;
  private final Map<OrgId, Changed> changed = new HashMap<>();

  ListFeeds(MessagingStore store, Bus bus, Clock clock, Later later) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
    this.later = later;
  }

  /** Tells of a new conversation, once. */
  void opened(OrgId org, Conversation conversation) {
    Instant now = clock.instant();
    bus.publish(
        Messaging.INBOX.at(org),
        new ConversationListEvent.Opened(conversation.id(), conversation, now));
    bus.publish(
        Messaging.USER.at(org, conversation.contact().id()),
        new ConversationListEvent.Opened(conversation.id(), conversation.forContact(), now));
  }

  /** Tells of a conversation that has changed, now or in a moment. */
  void changed(OrgId org, ConversationId conversation) {
    changed.computeIfAbsent(org, Changed::new).add(conversation);
  }

  private void tell(OrgId org, Conversation conversation) {
    Instant now = clock.instant();
    bus.publish(
        Messaging.INBOX.at(org),
        new ConversationListEvent.Changed(conversation.id(), conversation, now));
    bus.publish(
        Messaging.USER.at(org, conversation.contact().id()),
        new ConversationListEvent.Changed(conversation.id(), conversation.forContact(), now));
  }

  /** The conversations of one organisation that changed lately. */
  private final class Changed {
    private final OrgId org;
    private final Set<ConversationId> due = new LinkedHashSet<>();

    /** Told within the interval, and whether they have changed since. */
    private final Map<ConversationId, Boolean> told = new HashMap<>();

    private boolean reading;

    Changed(OrgId org) {
      this.org = org;
    }

    void add(ConversationId conversation) {
      if (told.replace(conversation, true) == null) {
        due.add(conversation);
        tellDue();
      }
    }

    private void tellDue() {
      if (reading || due.isEmpty()) {
        return;
      }
      List<ConversationId> taken = List.copyOf(due);
      due.clear();
      // Before the read: what changes while it is under way may not be in it.
      taken.forEach(conversation -> told.put(conversation, false));
      reading = true;
      store
          .findAll(org, taken)
          .onSuccess(found -> found.forEach(conversation -> tell(org, conversation)))
          .onFailure(failure -> tellLater(taken, failure))
          .onComplete(
              done -> {
                reading = false;
                later.in(pause(), () -> wake(taken));
                tellDue();
              });
    }

    private Duration pause() {
      Duration shared = APART.multipliedBy(told.size());
      return shared.compareTo(INTERVAL) < 0 ? INTERVAL : shared;
    }

    private void tellLater(List<ConversationId> taken, Throwable failure) {
      LOGGER.atWarn().setCause(failure).log("Changed conversations could not be read");
      taken.forEach(conversation -> told.put(conversation, true));
    }

    private void wake(List<ConversationId> taken) {
      for (ConversationId conversation : taken) {
        if (told.remove(conversation)) {
          due.add(conversation);
        }
      }
      if (told.isEmpty() && due.isEmpty() && !reading) {
        changed.remove(org);
      }
      tellDue();
    }
  }
}
