package dev.campfire.contract.presence;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.schema.Optional;

/** Somebody who types. */
public record Typist(PersonId id, SenderKind kind, @Optional String name) {}
