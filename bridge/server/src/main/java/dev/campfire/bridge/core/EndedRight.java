package dev.campfire.bridge.core;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.id.SessionId;

/**
 * What is good no more: one session, or all of one person's.
 *
 * @param session null for all of the person's
 * @param person null for one session, whosever it is
 */
public record EndedRight(OrgId org, SessionId session, PersonId person) {

  public boolean isOf(Caller caller) {
    return caller.org().equals(org)
        && (session == null ? caller.id().equals(person) : caller.session().equals(session));
  }
}
