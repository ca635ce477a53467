package dev.campfire.contract.identity;

import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;
import java.util.List;

/**
 * What lets an integration in, without its secret.
 *
 * @param id also the sender of what is written with it
 * @param scopes what it is limited to; absent: all that a service may
 */
public record ApiKey(
    PersonId id,
    String name,
    @Optional List<String> scopes,
    Instant createdAt,
    @Optional Instant revokedAt) {}
