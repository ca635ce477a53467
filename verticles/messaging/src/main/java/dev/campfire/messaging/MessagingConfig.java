package dev.campfire.messaging;

/**
 * The section {@code messaging}.
 *
 * @param lanes how many batches of messages may be written at once by this node
 * @param maxBatch messages of one transaction, at most
 * @param maxQueued messages of this node that may wait; beyond it a send is {@code unavailable}
 */
public record MessagingConfig(int lanes, int maxBatch, int maxQueued) {
  public MessagingConfig {
    require("lanes", lanes, 1, 16);
    require("maxBatch", maxBatch, 1, 1_000);
    require("maxQueued", maxQueued, 1, 1_000_000);
  }

  private static void require(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "messaging." + key + " must be between " + min + " and " + max + ", was " + value);
    }
  }
}
