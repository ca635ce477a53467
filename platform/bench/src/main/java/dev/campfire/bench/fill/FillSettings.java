package dev.campfire.bench.fill;

import dev.campfire.bench.RefusedSettings;

/**
 * What {@code bench fill} was asked for.
 *
 * @param widgetKey of the organisation that gets the rows
 * @param messages in all conversations together; each has at least one
 * @param days over how many, up to now, the conversations were opened
 * @param seed the same again makes the same conversations, so one database takes a seed once
 */
public record FillSettings(
    PgTarget target, String widgetKey, long messages, long conversations, int days, long seed) {
  private static final long MOST = 1_000_000_000;

  public FillSettings {
    if (conversations < 1 || conversations > messages) {
      throw new RefusedSettings(
          "--conversations must be between 1 and the number of messages, was "
              + conversations
              + ".");
    }
    if (messages > MOST) {
      throw new RefusedSettings("--messages must be at most 1000M.");
    }
    if (days < 1 || days > 3_650) {
      throw new RefusedSettings("--days must be between 1 and 3650, was " + days + ".");
    }
  }
}
