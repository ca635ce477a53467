package dev.campfire.bench.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of a run, each thing counted once however often it shows. */
public final class Findings {
  private static final int EXAMPLES = 10;

  private final Map<Fault, Set<Object>> found = new EnumMap<>(Fault.class);
  private final List<String> examples = new ArrayList<>();

  /**
   * @param what tells one case from another: a message's id, a place in a conversation
   * @param sentence for people; the first ten of a run are kept
   */
  void add(Fault fault, Object what, String sentence) {
    boolean isNew = found.computeIfAbsent(fault, f -> new HashSet<>()).add(what);
    if (isNew && examples.size() < EXAMPLES) {
      examples.add(fault.name().toLowerCase(java.util.Locale.ROOT) + ": " + sentence);
    }
  }

  public int count(Fault fault) {
    return found.getOrDefault(fault, Set.of()).size();
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** The first ten, as sentences. */
  public List<String> examples() {
    return List.copyOf(examples);
  }
}
