package dev.campfire.dist.refusals;

import static dev.campfire.dist.refusals.Actor.ADA;
import static dev.campfire.dist.refusals.Actor.JOE;

import dev.campfire.contract.receipts.Receipts;

/** What receipts refuse by their state. */
final class ReceiptsRows {
  private ReceiptsRows() {}

  static void add(Rows rows) {
    rows.ofAConversation(Receipts.MARK)
        .refusesField(
            "seq", "beyond the last message", ADA, (scene, body) -> body.put("seq", 9_999))
        .refusesField("seq", "the same of a contact", JOE, (scene, body) -> body.put("seq", 9_999));
    rows.ofAConversation(Receipts.LIST);
  }
}
