package dev.campfire.contract.presence;

/** Chooses the caller's own availability; {@code forbidden} to an integration, which has none. */
public record SetAvailability(Availability availability) {}
