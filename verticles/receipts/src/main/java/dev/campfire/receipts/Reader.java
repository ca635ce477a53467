package dev.campfire.receipts;

import dev.campfire.contract.id.ConversationId;
import dev.campfire.contract.id.OrgId;
import dev.campfire.contract.id.PersonId;
import dev.campfire.contract.messaging.SenderKind;
import dev.campfire.contract.receipts.Receipt;

/** Somebody who reads a conversation. */
record Reader(Place place, Receipt.Reader who) {

  /** A conversation. */
  record Place(OrgId org, ConversationId conversation) {}

  /** The same; for a contact, that of whose the conversation is by now. */
  static Receipt.Reader now(Receipt.Reader who, PersonId contact) {
    return who.kind() == SenderKind.CONTACT ? new Receipt.Reader(contact, SenderKind.CONTACT) : who;
  }

  boolean isAgent() {
    return who.kind() == SenderKind.AGENT;
  }

  /** How far they have got, as others are told. */
  Receipt receipt(Marks marks) {
    return new Receipt(
        place.conversation,
        who,
        marks.delivered().seq(),
        marks.read().seq(),
        marks.delivered().at(),
        marks.read().at());
  }

  static Marks marks(Receipt receipt) {
    return new Marks(
        new Marks.Mark(receipt.deliveredSeq(), receipt.deliveredAt()),
        new Marks.Mark(receipt.readSeq(), receipt.readAt()));
  }
}
