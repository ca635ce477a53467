package dev.campfire.dist.refusals;

import dev.campfire.contract.presence.Presence;

/** What presence refuses by its state. */
final class PresenceRows {
  private PresenceRows() {}

  static void add(Rows rows) {
    rows.of(Presence.SET);
    rows.of(Presence.ACTIVE);
    rows.of(Presence.LIST);
    rows.ofAConversation(Presence.TYPING);
  }
}
