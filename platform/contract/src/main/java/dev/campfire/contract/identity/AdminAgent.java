package dev.campfire.contract.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.schema.Optional;
import java.time.Instant;

/**
 * An agent as admins see them.
 *
 * @param role {@code agent} or {@code admin}
 * @param hasPassword whether they have ever chosen one; until then only an invitation lets them in
 * @param disabledAt since when they may not sign in
 */
public record AdminAgent(
    PersonId id,
    String name,
    String email,
    Role role,
    boolean hasPassword,
    Instant createdAt,
    @Optional Instant disabledAt) {

  /** Without the name and the e-mail address, which may not stand in a log. */
  @Override
  public String toString() {
    return "AdminAgent[id=" + id + ", role=" + role + "]";
  }
}
