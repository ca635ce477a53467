package dev.campfire.dist.refusals;

import dev.campfire.contract.Role;

/** Who asks in a row of the table; each is a caller of the {@link Scene}. */
enum Actor {
  /** An agent of the organisation. */
  ADA(Role.AGENT),
  /** Its admin. */
  ADMIN(Role.ADMIN),
  /** The contact whose conversation it is. */
  JOE(Role.CONTACT),
  /** Another contact of the organisation. */
  MOE(Role.CONTACT),
  /** An agent of another organisation. */
  EVE(Role.AGENT);

  private final Role role;

  Actor(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }
}
