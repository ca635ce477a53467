package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;

/**
 * Who reads, as far as the store has to know.
 *
 * @param onlyOf the contact whose conversations alone are seen, or null for the organisation's side
 */
record Reader(OrgId org, PersonId onlyOf) {

  static Reader of(Caller caller) {
    return new Reader(caller.org(), caller.isContact() ? caller.id() : null);
  }
}
