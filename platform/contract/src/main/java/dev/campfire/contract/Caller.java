package dev.campfire.contract;

import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.schema.Optional;
import java.util.UUID;

/**
 * Who asks. Stamped by the bridge from a verified access token; nothing that a client sends in a
 * body or a header becomes part of it.
 *
 * @param name what others see, if the token says one
 */
public record Caller(PersonId id, OrgId org, Role role, SessionId session, @Optional String name) {

  private static final UUID NIL = new UUID(0, 0);

  /** A part of Campfire that asks another part, on behalf of no organisation. */
  public static final Caller SYSTEM =
      new Caller(new PersonId(NIL), new OrgId(NIL), Role.SYSTEM, new SessionId(NIL), null);

  public boolean isContact() {
    return role == Role.CONTACT;
  }
}
