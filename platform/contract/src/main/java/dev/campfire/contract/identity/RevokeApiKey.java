package dev.campfire.contract.identity;

import dev.campfire.contract.id.PersonId;

/** Ends a key, and its tokens and sockets within a second. Again: the same answer. */
public record RevokeApiKey(PersonId apiKeyId) {}
