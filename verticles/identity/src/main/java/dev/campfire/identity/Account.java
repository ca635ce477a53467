package dev.campfire.identity;

import dev.campfire.contract.Caller;
import dev.campfire.contract.Role;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;
import dev.campfire.contract.identity.SignedIn;

/**
 * An agent's profile in one organisation, as far as signing in needs it.
 *
 * @param passwordHash a PHC string; null if nobody may sign in with a password
 */
record Account(OrgId org, PersonId id, Role role, String name, String email, String passwordHash) {

  SignedIn.Profile profile() {
    return new SignedIn.Profile(id, org, role, name, email);
  }

  Caller caller(SessionId session) {
    return new Caller(id, org, role, session, name);
  }

  /** Without what may not stand in a log. */
  @Override
  public String toString() {
    return "Account[org=" + org + ", id=" + id + "]";
  }
}
