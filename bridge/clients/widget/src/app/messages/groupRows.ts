import type { MessageRow } from "@campfire/client";
import { isSameDay } from "../words/moments";

/** What one person wrote without a pause, on one day. */
export interface MessageGroup {
  key: string;
  rows: [MessageRow, ...MessageRow[]];
  /** The first group of its day. */
  startsDay: boolean;
}

const PAUSE_MS = 5 * 60_000;

export function groupRows(rows: readonly MessageRow[]): MessageGroup[] {
  const groups: MessageGroup[] = [];
  let before: MessageRow | undefined;
  for (const row of rows) {
    const group = groups.at(-1);
    if (group && before && belongsTo(before, row)) {
      group.rows.push(row);
    } else {
      const startsDay = !before || !isSameDay(new Date(before.sentAt), new Date(row.sentAt));
      groups.push({ key: row.key, rows: [row], startsDay });
    }
    before = row;
  }
  return groups;
}

function belongsTo(before: MessageRow, row: MessageRow): boolean {
  const [then, now] = [new Date(before.sentAt), new Date(row.sentAt)];
  return (
    before.sender.kind === row.sender.kind &&
    before.sender.id === row.sender.id &&
    isSameDay(then, now) &&
    now.getTime() - then.getTime() < PAUSE_MS
  );
}
