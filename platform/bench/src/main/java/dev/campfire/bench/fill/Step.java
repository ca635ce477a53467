package dev.campfire.bench.fill;

import java.util.UUID;

/** What happened in a conversation, in its order; {@code at} is in microseconds since 1970. */
sealed interface Step {
  /** The number of the change. */
  long changeSeq();

  long at();

  /**
   * @param text an index among the {@link Texts}
   */
  record Said(long changeSeq, long seq, long at, Speaker speaker, long text) implements Step {}

  /**
   * @param before and {@code after}: JSON, or null
   */
  record Changed(long changeSeq, long at, String kind, Speaker actor, String before, String after)
      implements Step {}

  /**
   * @param kind as the table has it: agent, contact, bot
   * @param name may be null
   */
  record Speaker(UUID id, String kind, String name) {
    boolean isContact() {
      return kind.equals("contact");
    }

    boolean isAgent() {
      return kind.equals("agent");
    }
  }
}
