package dev.campfire.bench.abuse;

import java.util.Set;

/** How one of the crowd means harm. */
public enum Kind {
  /** Opens a socket and never says who they are. */
  SILENT(1_000, Set.of(4401)),
  /** Sends what is no frame, or no request, forty times a second. */
  GARBAGE(200, Set.of(4429, 4401)),
  /** Signs in, asks for page after page of long messages, and reads none of them. */
  DEAF(50, Set.of(4408, Tally.CUT_OFF)),
  /** Signs in and sends ten thousand frames a second. */
  FLOOD(1, Set.of(4429, Tally.CUT_OFF));

  private final int number;
  private final Set<Integer> endings;

  Kind(int number, Set<Integer> endings) {
    this.number = number;
    this.endings = endings;
  }

  /** How many of them there are, each of whom comes again when they are sent away. */
  public int number() {
    return number;
  }

  /**
   * Of this machine, where they come from: their own, so that the silent do not fill the door for
   * the others.
   */
  String address() {
    return "127.0.0." + (10 + ordinal());
  }

  /** The close codes with which the server may send them away (contract section 3, rule 6). */
  Set<Integer> endings() {
    return endings;
  }

  /** Whether they have an account, a contact's, which anybody gets. */
  boolean signsIn() {
    return this == DEAF || this == FLOOD;
  }
}
