package dev.campfire.bench.faults;

import java.time.Duration;

/** What is done to the cluster. The names are those of docs/reliability.md. */
public enum Ordeal {
  F1("a node is killed"),
  F2("two nodes are killed at once"),
  F3("PostgreSQL is killed and comes back after 5 s"),
  F4("PostgreSQL is frozen"),
  F5("a node is frozen"),
  F6("the cluster is parted, one against two"),
  F8("a node is cut off from PostgreSQL"),
  F11("fifty clients stop reading"),
  F13("a node of 10,000 sockets is killed"),
  F14("each node is restarted"),
  F15("fifty copies of each message"),
  F16("the line to a client tears"),
  F17("several of these, at random");

  private final String what;

  Ordeal(String what) {
    this.what = what;
  }

  public String what() {
    return what;
  }

  /**
   * One ordeal of a run.
   *
   * @param rounds how often
   * @param length of what has a length
   */
  public record Step(Ordeal ordeal, int rounds, Duration length) {
    String title() {
      String times = rounds == 1 ? "" : " × " + rounds;
      return ordeal.name()
          + " "
          + ordeal.what
          + (length.isZero() ? "" : " for " + length.toSeconds() + " s")
          + times;
    }
  }
}
