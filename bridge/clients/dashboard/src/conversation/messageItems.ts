import type { MessageRow } from "@campfire/client";

import { dayKey } from "../ui/time";

export type MessageItem =
  | { kind: "day"; key: string; at: string }
  | {
      kind: "message";
      key: string;
      row: MessageRow;
      /** First and last of a group: one person's messages in a row, without a long pause. */
      first: boolean;
      last: boolean;
    };

/** A pause of this length begins a new group, so that its time is shown. */
const PAUSE_MS = 5 * 60_000;

/** Rows with a heading above each day and marks where groups begin and end. A flat list, so that each row keeps its element. */
export function messageItems(rows: readonly MessageRow[]): MessageItem[] {
  const items: MessageItem[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const after = rows[index + 1];
    if (before === undefined || isLaterDay(before, row)) {
      items.push({ kind: "day", key: `day-${dayKey(row.sentAt)}-${row.key}`, at: row.sentAt });
    }
    items.push({
      kind: "message",
      key: row.key,
      row,
      first: before === undefined || !together(before, row),
      last: after === undefined || !together(row, after),
    });
  });
  return items;
}

/** A message that waits to be sent stands last although it may be old: it does not lead back to an earlier day. */
function isLaterDay(one: MessageRow, next: MessageRow): boolean {
  return dayKey(one.sentAt) !== dayKey(next.sentAt) && next.sentAt > one.sentAt;
}

function together(one: MessageRow, next: MessageRow): boolean {
  return (
    one.sender.id === next.sender.id &&
    one.sender.kind === next.sender.kind &&
    // A failed row carries its buttons below it, so it ends its group.
    one.state !== "failed" &&
    dayKey(one.sentAt) === dayKey(next.sentAt) &&
    Date.parse(next.sentAt) - Date.parse(one.sentAt) <= PAUSE_MS
  );
}
