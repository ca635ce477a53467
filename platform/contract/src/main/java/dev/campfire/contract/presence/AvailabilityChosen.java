package dev.campfire.contract.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;

/**
 * An agent has another availability, chosen or by being away, and it is committed.
 *
 * @param wasAvailable whether an agent of the organisation was connected and {@code online} before
 */
public record AvailabilityChosen(OrgId org, PersonId agent, boolean wasAvailable) {}
