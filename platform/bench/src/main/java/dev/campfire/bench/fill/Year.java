package dev.campfire.bench.fill;

import dev.campfire.bench.fill.Step.Speaker;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The conversations of a fill by their number, each always the same: so the tables can be written
 * one after the other without holding any of it.
 */
final class Year {
  private static final long DAY_MICROS = 86_400_000_000L;

  /** So that the newest of it is nobody's news. */
  private static final long CALM_MICROS = 600_000_000L;

  /** Of ten conversations three are of a contact who has written before. */
  private static final long CONTACTS_OF_TEN = 7;

  /** How long conversations are, against one another: most are short, some go on and on. */
  private static final int[] LENGTHS = {3, 36, 1, 8, 2, 5, 13, 2, 6, 4};

  private static final int ALL_LENGTHS = 80;
  private static final String[] NAMES = {
    "Mia Becker", "Chloe Martin", "Noah Williams", "عمر فاروق", "Emma Lindqvist", "Jonas Weber",
    "Priya Nair", "ليلى حداد", "Tom Okafor", "Sam Rivera", "田中 由紀", "Zoë O’Neill"
  };

  private final FillSettings settings;
  private final List<Speaker> agents;
  private final long end;

  /**
   * @param now in microseconds since 1970
   */
  Year(FillSettings settings, List<Speaker> agents, long now) {
    this.settings = settings;
    this.agents = agents;
    this.end = now - CALM_MICROS;
  }

  long conversations() {
    return settings.conversations();
  }

  long contacts() {
    return contactOf(settings.conversations() - 1) + 1;
  }

  Story story(long number) {
    SplittableRandom random = random(number, 1);
    return Story.of(
        random, contact(contactOf(number)), agents, openedAt(number), end, messages(number));
  }

  /** The contact of this number; an anonymous one has no name. */
  Speaker contact(long number) {
    SplittableRandom random = random(number, 2);
    String name = random.nextInt(4) == 0 ? null : NAMES[random.nextInt(NAMES.length)];
    return new Speaker(Ids.at(openedAt(firstOf(number)), random), "contact", name);
  }

  /** When the contact of this number first came. */
  long cameAt(long number) {
    return openedAt(firstOf(number));
  }

  private static long contactOf(long conversation) {
    return conversation * CONTACTS_OF_TEN / 10;
  }

  private static long firstOf(long contact) {
    return (contact * 10 + CONTACTS_OF_TEN - 1) / CONTACTS_OF_TEN;
  }

  /** Evenly over the time, in the order of the numbers. */
  private long openedAt(long number) {
    long span = settings.days() * DAY_MICROS;
    return end - span + (long) ((double) number / settings.conversations() * span);
  }

  /** How many messages this conversation has; the sum of all is what was asked for. */
  private long messages(long number) {
    return 1 + before(number + 1) - before(number);
  }

  private long before(long number) {
    long spare = settings.messages() - settings.conversations();
    return (long) ((double) spare * weight(number) / weight(settings.conversations()));
  }

  private static long weight(long number) {
    long weight = number / LENGTHS.length * ALL_LENGTHS;
    for (int place = 0; place < number % LENGTHS.length; place++) {
      weight += LENGTHS[place];
    }
    return weight;
  }

  private SplittableRandom random(long number, int purpose) {
    return new SplittableRandom(settings.seed() * 31 + purpose + (number << 20));
  }
}
