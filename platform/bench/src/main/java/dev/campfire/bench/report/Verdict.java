package dev.campfire.bench.report;

/** What is to be thought of a figure. */
public enum Verdict {
  /** Nothing was asked of it. */
  TOLD("", false),

  /** As it must be. */
  MET("met", false),

  /** Short of a goal. Goals depend on the machine, so this alone fails no run. */
  MISSED("MISSED", false),

  /** A promise was broken, on whatever machine: the run has failed. */
  BROKEN("BROKEN", true);

  private final String word;
  private final boolean failsTheRun;

  Verdict(String word, boolean failsTheRun) {
    this.word = word;
    this.failsTheRun = failsTheRun;
  }

  /** For people. */
  public String word() {
    return word;
  }

  boolean failsTheRun() {
    return failsTheRun;
  }
}
