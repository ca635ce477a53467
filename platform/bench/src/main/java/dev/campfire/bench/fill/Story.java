package dev.campfire.bench.fill;

import dev.campfire.bench.fill.Step.Changed;
import dev.campfire.bench.fill.Step.Said;
import dev.campfire.bench.fill.Step.Speaker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * One conversation, told from its opening: a contact asks, agents (at night a bot) answer, it is
 * taken, resolved, and sometimes opened again by one more question. Numbers and counters follow
 * from the telling, as they do in the server.
 */
final class Story {
  private static final String[] CHANNELS = {"web", "web", "web", "web", "email", "api"};
  private static final String[] PRIORITIES = {"normal", "normal", "normal", "low", "high"};
  private static final String[][] TAGS = {
    {}, {}, {"orders"}, {"returns"}, {"returns", "sizes"}, {"presales"}, {"bugs"}
  };
  private static final String[] SUBJECTS = {
    null,
    null,
    null,
    "Where is my parcel?",
    "Return of an order",
    "Retour d’une commande",
    "Größe passt nicht",
    "Discount code",
    "注文について"
  };

  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final Speaker BOT =
      new Speaker(new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0b07L), "bot", "Camper");

  private final SplittableRandom random;
  private final List<Step> steps = new ArrayList<>();
  private final Speaker contact;
  private final List<Speaker> agents;
  private final long latest;
  final UUID id;
  final String channel;
  final String subject;
  final String priority;
  final String[] tags;
  String status = "open";
  Speaker assignee;
  Said last;
  long openedAt;
  long updatedAt;
  Long resolvedAt;
  long lastSeq;
  long changeSeq;
  long contactMessageCount;
  long contactMessageReadCount;

  /**
   * @param openedAt in microseconds since 1970
   * @param latest nothing happens after it
   */
  private Story(
      SplittableRandom random, Speaker contact, List<Speaker> agents, long openedAt, long latest) {
    this.random = random;
    this.contact = contact;
    this.agents = agents;
    this.latest = latest;
    this.openedAt = openedAt;
    this.updatedAt = openedAt;
    this.id = Ids.at(openedAt, random);
    this.channel = pick(CHANNELS);
    this.subject = pick(SUBJECTS);
    this.priority = pick(PRIORITIES);
    this.tags = pick(TAGS);
  }

  static Story of(
      SplittableRandom random,
      Speaker contact,
      List<Speaker> agents,
      long openedAt,
      long latest,
      long messages) {
    Story story = new Story(random, contact, agents, openedAt, latest);
    story.tell(messages);
    return story;
  }

  List<Step> steps() {
    return steps;
  }

  Speaker contact() {
    return contact;
  }

  private void tell(long messages) {
    change("opened", contact, null, "{\"status\": \"open\", \"channel\": \"" + channel + "\"}");
    Speaker speaker = contact;
    for (long told = 0; told < messages; told++) {
      say(speaker);
      boolean isLast = told == messages - 1;
      if (speaker.isAgent() && (isLast ? chance(0.9) : chance(0.12))) {
        become(chance(0.9) ? "resolved" : "pending", speaker);
      }
      speaker = next(speaker);
    }
  }

  private Speaker next(Speaker speaker) {
    if (!speaker.isContact()) {
      return chance(0.75) ? contact : agent();
    }
    if (lastSeq == 1 && chance(0.2)) {
      return BOT;
    }
    return chance(0.8) ? agent() : contact;
  }

  private Speaker agent() {
    if (assignee == null || chance(0.03)) {
      Speaker taken = agents.get(random.nextInt(agents.size()));
      if (!taken.equals(assignee)) {
        pass(5 * SECOND, 30 * MINUTE);
        change("assignee", taken, assignee == null ? null : quoted(assignee), quoted(taken));
        assignee = taken;
      }
    }
    return assignee;
  }

  private void say(Speaker speaker) {
    if (speaker.isContact()) {
      if (lastSeq > 0) {
        pass(5 * SECOND, status.equals("open") ? HOUR : 48 * HOUR);
        if (!status.equals("open")) {
          become("open", contact);
        }
      }
      contactMessageCount++;
    } else {
      pass(speaker == BOT ? SECOND : 20 * SECOND, speaker == BOT ? 3 * SECOND : 4 * HOUR);
      if (speaker.isAgent()) {
        contactMessageReadCount = contactMessageCount;
      }
    }
    last = new Said(++changeSeq, ++lastSeq, updatedAt, speaker, random.nextLong() >>> 1);
    steps.add(last);
  }

  private void become(String next, Speaker actor) {
    change("status", actor, '"' + status + '"', '"' + next + '"');
    status = next;
    resolvedAt = next.equals("resolved") ? updatedAt : null;
  }

  private void change(String kind, Speaker actor, String before, String after) {
    steps.add(new Changed(++changeSeq, updatedAt, kind, actor, before, after));
  }

  /** Short pauses are many and long ones few. */
  private void pass(long least, long most) {
    double share = random.nextDouble();
    updatedAt =
        Math.min(latest, updatedAt + least + (long) ((most - least) * share * share * share));
  }

  private static String quoted(Speaker speaker) {
    return '"' + speaker.id().toString() + '"';
  }

  private boolean chance(double of) {
    return random.nextDouble() < of;
  }

  private <T> T pick(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
