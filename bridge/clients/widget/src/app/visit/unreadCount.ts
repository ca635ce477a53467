import type { MessageRow } from "@campfire/client";

/**
 * Counts what others wrote and the visitor has not read, on whatever device. Who answers has read:
 * nothing before the visitor's own last message counts.
 *
 * @param readSeq how far they have read by the server; undefined while that is not known, and then
 *     nothing is counted
 */
export function unreadCount(rows: readonly MessageRow[], readSeq: number | undefined): number {
  if (readSeq === undefined) return 0;
  const ownSeq = Math.max(0, ...rows.filter(isOwn).map((row) => row.seq ?? 0));
  const read = Math.max(readSeq, ownSeq);
  return rows.filter((row) => !isOwn(row) && !row.deletedAt && (row.seq ?? 0) > read).length;
}

/** In a contact's own conversations every contact is that contact. */
export function isOwn(row: MessageRow): boolean {
  return row.sender.kind === "contact";
}
