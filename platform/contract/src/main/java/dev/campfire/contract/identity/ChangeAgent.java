package dev.campfire.contract.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;

/**
 * Gives an agent another role, or lets them in no more. Either ends their sessions everywhere
 * within a second. The last admin who is not disabled stays one: {@code conflict}.
 *
 * @param role {@code agent} or {@code admin}
 */
public record ChangeAgent(PersonId agentId, @Optional Role role, @Optional Boolean disabled) {}
