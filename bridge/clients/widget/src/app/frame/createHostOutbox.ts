import type { OutboxEntry, OutboxStorage } from "@campfire/client";

/** Has the host page keep the text of an entry, or drop it; `receipt` comes back with `stored`. */
export type KeepUnsent = (id: string, receipt: number, entry?: string) => void;

export interface HostOutbox {
  /** For a client whose browser refuses IndexedDB to the frame. */
  readonly storage: OutboxStorage;
  /** Takes back what the host page has kept, and has it keep what comes. */
  recall(entries: string[], keep: KeepUnsent): void;
  /** The host page has done what this receipt was given for. */
  stored(receipt: number): void;
}

/** A host page that does not answer has not kept it. */
const ANSWER_MS = 1_000;

const ADDRESSES: readonly unknown[] = [
  "messaging.open",
  "messaging.send",
  "messaging.edit",
  "messaging.delete",
] satisfies OutboxEntry["command"]["address"][];

/**
 * The outbox of a frame that may store nothing: in memory, and kept by the host page over a reload. Of
 * a frame with storage of its own the client asks nothing here, so a host page cannot slip words into
 * its outbox. What it may do otherwise is in docs/reliability.md.
 */
export function createHostOutbox(): HostOutbox {
  const entries = new Map<string, OutboxEntry>();
  const waiting = new Map<number, () => void>();
  let keep: KeepUnsent | undefined;
  let receipts = 0;
  return {
    storage: {
      list: (owner) =>
        Promise.resolve([...entries.values()].filter((entry) => entry.owner === owner)),
      put(entry) {
        entries.set(entry.id, entry);
        if (!keep) return Promise.resolve();
        const receipt = ++receipts;
        keep(entry.id, receipt, JSON.stringify(entry));
        return new Promise((resolve, reject) => {
          const refused = setTimeout(() => {
            waiting.delete(receipt);
            reject(new Error("The host page does not keep it"));
          }, ANSWER_MS);
          waiting.set(receipt, () => {
            clearTimeout(refused);
            resolve();
          });
        });
      },
      delete(id) {
        entries.delete(id);
        keep?.(id, ++receipts);
        return Promise.resolve();
      },
    },
    recall(kept, keeper) {
      keep = keeper;
      entries.clear();
      for (const entry of kept.flatMap(parseEntry)) entries.set(entry.id, entry);
    },
    stored(receipt) {
      waiting.get(receipt)?.();
      waiting.delete(receipt);
    },
  };
}

/** Every script of the host page may write there: what is no entry is as good as nothing. */
function parseEntry(text: unknown): OutboxEntry[] {
  try {
    const entry = JSON.parse(String(text)) as { [K in keyof OutboxEntry]?: unknown } | null;
    const command = entry?.command as { address?: unknown; body?: unknown } | null | undefined;
    const isEntry =
      typeof entry?.id === "string" &&
      typeof entry.owner === "string" &&
      typeof entry.conversationId === "string" &&
      Number.isSafeInteger(entry.order) &&
      (entry.state === "queued" || entry.state === "failed") &&
      ADDRESSES.includes(command?.address) &&
      typeof command?.body === "object" &&
      command.body !== null;
    return isEntry ? [entry as OutboxEntry] : [];
  } catch {
    return [];
  }
}
