package dev.campfire.contract.presence;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;
import java.util.List;

/** Asks who may be given work, on behalf of HTTP. */
public record ReadAvailability() {

  /**
   * @param available whether an agent is connected and chose {@code online}
   * @param agents by name; absent for a contact
   */
  public record Answer(boolean available, @Optional List<AgentAvailability> agents) {}

  /**
   * As {@link AgentPresence}, and what they have to do.
   *
   * @param openConversations that are assigned to them and not resolved
   */
  public record AgentAvailability(
      PersonId id,
      String name,
      Availability availability,
      boolean isOnline,
      @Optional Instant lastSeenAt,
      long openConversations) {}
}
