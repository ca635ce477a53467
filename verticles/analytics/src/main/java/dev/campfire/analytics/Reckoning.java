package dev.campfire.analytics;

import dev.campfire.contract.messaging.Channel;
import dev.campfire.contract.messaging.SenderKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a batch of conversations comes to: their courses, their facts and what they add to sums. */
final class Reckoning {

  /**
   * A conversation that has news.
   *
   * @param number the organisation's for it
   * @param messages next after the course, in their order
   * @param changes next after the course, in their order
   * @param head its newest change
   */
  record News(
      UUID conversation,
      int number,
      Channel channel,
      Course course,
      long head,
      List<Happening> messages,
      List<Happening> changes) {}

  /** A fact and whose it is. */
  record FactOf(UUID conversation, Fact fact) {}

  /** A conversation's messages in one quarter of an hour. */
  record Quarter(Instant at, UUID conversation) {}

  /** First and last {@code seq}. */
  record Seqs(long first, long last) {
    Seqs plus(Seqs later) {
      return new Seqs(first, later.last);
    }
  }

  final Map<UUID, Course> courses = new LinkedHashMap<>();
  final List<FactOf> facts = new ArrayList<>();
  final Map<Quarter, Seqs> activity = new HashMap<>();
  final Tally tally = new Tally();
  long opened;
  long waiting;

  private final EpisodeRules rules;
  private final int most;
  private final Map<UUID, Integer> contacts;
  private final List<OfficeHours> hours;

  /**
   * @param most how many messages, and changes, of a conversation were read at most
   * @param contacts the numbers of all contacts who wrote
   * @param hours all business hours so far, ascending
   */
  Reckoning(EpisodeRules rules, int most, Map<UUID, Integer> contacts, List<OfficeHours> hours) {
    this.rules = rules;
    this.most = most;
    this.contacts = contacts;
    this.hours = hours;
  }

  /**
   * Reckons a conversation as far as what was read tells everything.
   *
   * @return whether that is to its head
   */
  boolean add(News news) {
    long reach =
        Math.min(
            news.head, Math.min(told(news.messages, news.head), told(news.changes, news.head)));
    List<Happening> happenings = new ArrayList<>(news.messages);
    happenings.addAll(news.changes);
    happenings.sort(Comparator.comparingLong(Happening::changeSeq));
    Course course = news.course;
    for (Happening happening : happenings) {
      if (happening.changeSeq() > reach) {
        break;
      }
      course =
          rules.next(
              course,
              happening,
              news.channel,
              fact -> {
                count(news, fact);
                if (fact.kind().isTime()) {
                  countInBusinessHours(news, fact);
                }
              });
      if (happening.what() == Happening.What.MESSAGE) {
        addMessage(news, happening);
      }
    }
    course = course.reached(reach, course.seq());
    courses.put(news.conversation, course);
    opened += difference(news.course.isOpen(), course.isOpen());
    waiting += difference(news.course.isWaiting(), course.isWaiting());
    return reach == news.head;
  }

  private void count(News news, Fact fact) {
    facts.add(new FactOf(news.conversation, fact));
    tally.add(fact);
  }

  /** By the hours in force when it ended; nothing where there were none. */
  private void countInBusinessHours(News news, Fact fact) {
    OfficeHours inForce = OfficeHours.at(hours, fact.at());
    if (inForce != null) {
      long ms = inForce.millis(fact.at().minusMillis(fact.ms()), fact.at());
      count(
          news,
          new Fact(
              fact.kind().inBusinessHours(),
              fact.at(),
              fact.changeSeq(),
              ms,
              null,
              null,
              List.of(),
              null));
    }
  }

  /** Up to which change a list that may have been cut short tells everything. */
  private long told(List<Happening> read, long head) {
    return read.size() < most ? head : read.get(read.size() - 1).changeSeq();
  }

  private void addMessage(News news, Happening message) {
    tally.addMessage(message.at(), message.by());
    activity.merge(
        new Quarter(Level.QUARTER.floor(message.at()), news.conversation),
        new Seqs(message.seq(), message.seq()),
        Seqs::plus);
    if (message.by() == SenderKind.CONTACT) {
      tally.addTo(Counted.CONTACT, message.at(), contacts.get(message.actor()));
      tally.addTo(Counted.CONVERSATION, message.at(), news.number);
    }
  }

  private static long difference(boolean before, boolean after) {
    return (after ? 1 : 0) - (before ? 1 : 0);
  }
}
