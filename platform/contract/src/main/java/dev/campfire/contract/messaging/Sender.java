package dev.campfire.contract.messaging;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;

/** Who wrote a message, as they were called when they wrote it. */
public record Sender(PersonId id, SenderKind kind, @Optional String name) {}
