package dev.campfire.contract.presence;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;

/**
 * An agent, as the colleagues see them.
 *
 * @param availability what they chose, or {@code away} while they are active on no device; kept
 *     while they are not connected
 * @param isOnline whether a device of theirs is connected
 * @param lastSeenAt when they last came or went; absent for one who was never there
 */
public record AgentPresence(
    PersonId id,
    String name,
    Availability availability,
    boolean isOnline,
    @Optional Instant lastSeenAt) {}
