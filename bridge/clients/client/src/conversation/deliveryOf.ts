import type { MessageRow } from "../api";
import type { Receipt, SenderKind } from "../generated/contract";

export type Delivery = MessageRow["state"] | "delivered" | "read";

/**
 * How far a message has come: to a device of the other side (contact or organisation), and before
 * somebody's eyes there. What colleagues read of one another does not count.
 */
export function deliveryOf(
  { state, seq, sender }: Pick<MessageRow, "state" | "seq" | "sender">,
  receipts: readonly Receipt[],
): Delivery {
  if (state !== "sent" || seq === undefined) return state;
  const others = receipts.filter(
    ({ reader }) => isOfContact(reader.kind) !== isOfContact(sender.kind),
  );
  if (others.some(({ readSeq }) => readSeq >= seq)) return "read";
  return others.some(({ deliveredSeq }) => deliveredSeq >= seq) ? "delivered" : "sent";
}

function isOfContact(kind: SenderKind): boolean {
  return kind === "contact";
}
