package dev.campfire.contract.presence;

/** Chooses the caller's own availability; {@code forbidden} to who has no profile: integrations. */
public record SetAvailability(Availability availability) {}
