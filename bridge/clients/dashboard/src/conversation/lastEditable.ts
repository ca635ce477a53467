import type { MessageRow } from "@campfire/client";

/** The `id` of one's own last message that can be edited: the server has it, and it is not deleted. */
export function lastEditable(rows: readonly MessageRow[], ownId: string): string | undefined {
  return rows.findLast(
    ({ id, sender, deletedAt, change }) =>
      id !== undefined &&
      sender.id === ownId &&
      deletedAt === undefined &&
      change?.kind !== "delete",
  )?.id;
}
