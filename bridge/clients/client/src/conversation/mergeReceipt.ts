import type { Receipt } from "../generated/contract";

/**
 * The receipts with one more: each reader once, and never further back than before. The same array
 * when that says nothing new.
 */
export function mergeReceipt(receipts: Receipt[], incoming: Receipt): Receipt[] {
  const held = receipts.find(({ reader }) => reader.id === incoming.reader.id);
  if (!held) return [...receipts, incoming];
  const merged = further(held, incoming);
  return merged === held ? receipts : receipts.map((one) => (one === held ? merged : one));
}

function further(held: Receipt, incoming: Receipt): Receipt {
  const delivers = incoming.deliveredSeq > held.deliveredSeq;
  const reads = incoming.readSeq > held.readSeq;
  if (!delivers && !reads) return held;
  const { deliveredSeq, deliveredAt } = delivers ? incoming : held;
  const { readSeq, readAt } = reads ? incoming : held;
  const { conversationId, reader } = held;
  return {
    conversationId,
    reader,
    deliveredSeq,
    readSeq,
    ...(deliveredAt !== undefined && { deliveredAt }),
    ...(readAt !== undefined && { readAt }),
  };
}
