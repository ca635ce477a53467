package dev.campfire.contract.messaging;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;

/** A contact has opened a conversation, and so has a row from now on, perhaps their first. */
public record ContactWritten(OrgId org, PersonId contact) {}
