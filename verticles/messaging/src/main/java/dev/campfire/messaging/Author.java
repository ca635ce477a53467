package dev.campfire.messaging;

import dev.campfire.contract.Caller;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.messaging.Sender;
import dev.campfire.contract.messaging.SenderKind;

/** Who writes, and in which organisation. */
record Author(OrgId org, Sender sender) {

  static Author of(Caller caller) {
    return new Author(
        caller.org(), new Sender(caller.id(), SenderKind.of(caller.role()), caller.name()));
  }

  /** What they may see. */
  Reader reader() {
    return new Reader(org, sender.kind() == SenderKind.CONTACT ? sender.id() : null);
  }
}
