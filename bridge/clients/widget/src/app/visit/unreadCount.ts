import type { MessageRow } from "@campfire/client";

/**
 * Counts what others wrote and the visitor has not had on the screen. Who answers has read: nothing
 * before the visitor's own last message counts, on whatever device they wrote it.
 */
export function unreadCount(rows: readonly MessageRow[], seenSeq: number): number {
  const ownSeq = Math.max(0, ...rows.filter(isOwn).map((row) => row.seq ?? 0));
  const seen = Math.max(seenSeq, ownSeq);
  return rows.filter((row) => !isOwn(row) && !row.deletedAt && (row.seq ?? 0) > seen).length;
}

export function lastSeq(rows: readonly MessageRow[]): number {
  return rows.reduce((last, row) => Math.max(last, row.seq ?? 0), 0);
}

/** In a contact's own conversations every contact is that contact. */
export function isOwn(row: MessageRow): boolean {
  return row.sender.kind === "contact";
}
