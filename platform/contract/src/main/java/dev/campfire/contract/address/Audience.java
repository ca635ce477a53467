package dev.campfire.contract.address;

import dev.campfire.contract.Role;
import java.util.EnumSet;
import java.util.Set;

/** Who may use an address from outside. What is not said here is denied. */
public enum Audience {
  /** Parts of Campfire only: no socket and no HTTP request reaches it. */
  INTERNAL(EnumSet.noneOf(Role.class)),
  /** Who runs an organisation. */
  ADMINS(EnumSet.of(Role.ADMIN)),
  AGENTS(EnumSet.of(Role.AGENT, Role.ADMIN, Role.SERVICE)),
  CONTACTS(EnumSet.of(Role.CONTACT)),
  EVERYONE(EnumSet.of(Role.AGENT, Role.ADMIN, Role.SERVICE, Role.CONTACT));

  private final Set<Role> roles;

  Audience(Set<Role> roles) {
    this.roles = roles;
  }

  public boolean includes(Role role) {
    return roles.contains(role);
  }
}
