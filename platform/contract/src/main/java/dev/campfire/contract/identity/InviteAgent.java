package dev.campfire.contract.identity;

import dev.campfire.contract.Role;
import dev.campfire.contract.schema.Optional;
import dev.campfire.contract.schema.Secret;
import dev.campfire.contract.schema.Text;
import java.time.Instant;

/**
 * Makes an agent, or a new invitation for one who is there: whoever has lost their password is let
 * in by it as well, and the invitation before it is good no more. Fails with {@code conflict} for a
 * disabled agent.
 *
 * @param name absent for one who is there; else the part of the address before the {@code @}
 * @param role {@code agent} (so by default) or {@code admin}; of one who is there it is not changed
 */
public record InviteAgent(
    @Text(max = 254) String email, @Optional @Text(max = 100) String name, @Optional Role role) {

  /**
   * @param invitation shown this once: whoever has it chooses the agent's password
   * @param path of the page for that on this server, with the invitation behind its {@code #}
   */
  public record Invited(
      AdminAgent agent, @Secret String invitation, @Secret String path, Instant expiresAt) {

    /** Without the invitation, which must not stand in a log. */
    @Override
    public String toString() {
      return "Invited[agent=" + agent + ", expiresAt=" + expiresAt + "]";
    }
  }

  /** Without the name and the e-mail address, which may not stand in a log. */
  @Override
  public String toString() {
    return "InviteAgent[role=" + role + "]";
  }
}
