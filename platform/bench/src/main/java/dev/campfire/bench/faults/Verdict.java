package dev.campfire.bench.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the checker found, by the kind of broken promise. */
public final class Verdict {
  private static final int EXAMPLES = 10;

  /** A kind of broken promise; the invariant that it breaks. */
  public enum Breach {
    /** I1, I2: acknowledged and not stored, or stored and never told to one who listened. */
    LOST,
    /** I1, I2: one message with two rows, places or ids. */
    DOUBLE,
    /** I3: a hole, two messages at one place, or a sender's messages out of turn. */
    DISORDERED,
    /** I4: a message of another conversation or organisation, or one that nobody sent. */
    FOREIGN,
    /** I5: acknowledged before its commit. */
    EARLY,
    /** I7: a receipt that went back, or beyond the last message. */
    RECEIPT,
    /** I11: an answer that the contract does not list. */
    DISHONEST
  }

  private final Map<Breach, Integer> counts = new EnumMap<>(Breach.class);
  private final List<String> examples = new ArrayList<>();

  void add(Breach breach, String sentence) {
    counts.merge(breach, 1, Integer::sum);
    if (examples.size() < EXAMPLES) {
      examples.add(breach.name().toLowerCase(java.util.Locale.ROOT) + ": " + sentence);
    }
  }

  public int count(Breach breach) {
    return counts.getOrDefault(breach, 0);
  }

  public boolean isClean() {
    return counts.isEmpty();
  }

  /** The first ten, as sentences. */
  public List<String> examples() {
    return List.copyOf(examples);
  }
}
