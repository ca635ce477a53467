import type { AgentPresence, MessageRow, Receipt } from "@campfire/client";

/**
 * Colleagues whose reading ends at this message of others, by name: under each message stands who
 * has read up to there.
 */
export function readersAt(
  rows: readonly MessageRow[],
  receipts: readonly Receipt[],
  agents: readonly AgentPresence[],
  ownId: string,
): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const { reader, readSeq } of receipts) {
    if (reader.kind !== "agent" || reader.id === ownId || readSeq === 0) continue;
    const name = agents.find(({ id }) => id === reader.id)?.name;
    const row = rows.findLast(
      ({ seq = Infinity, sender }) => seq <= readSeq && sender.id !== reader.id,
    );
    if (name === undefined || row === undefined) continue;
    readers.set(row.key, [...(readers.get(row.key) ?? []), name].sort());
  }
  return readers;
}
