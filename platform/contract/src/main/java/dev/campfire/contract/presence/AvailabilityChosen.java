package dev.campfire.contract.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;

/**
 * An agent has chosen their availability, and it is committed.
 *
 * @param wasAvailable whether an agent of the organisation was connected and {@code online} before
 */
public record AvailabilityChosen(OrgId org, PersonId agent, boolean wasAvailable) {}
