package dev.campfire.contract.identity;

import java.util.UUID;

/** Gives this life of the database a new name: after an older copy was restored. */
public record BeginEpoch() {
  public record Begun(UUID epoch) {}
}
