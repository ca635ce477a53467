package dev.campfire.bench.check;

/** The two who talk in a conversation of the bench. */
public enum Side {
  CONTACT,
  AGENT;

  public Side other() {
    return this == CONTACT ? AGENT : CONTACT;
  }

  /** As it stands in sentences. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
