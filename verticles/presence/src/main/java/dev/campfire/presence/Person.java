package dev.campfire.presence;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;

/** Somebody who may be connected: an agent or a contact. */
record Person(OrgId org, PersonId id, boolean isAgent) {}
