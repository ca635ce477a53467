import type { OutboxEntry, OutboxStorage } from "./OutboxStorage";

/** An outbox that ends with the page. */
export function memoryStorage(): OutboxStorage {
  const entries = new Map<string, OutboxEntry>();
  return {
    list: (owner) =>
      Promise.resolve([...entries.values()].filter((entry) => entry.owner === owner)),
    put: (entry) => {
      entries.set(entry.id, entry);
      return Promise.resolve();
    },
    delete: (id) => {
      entries.delete(id);
      return Promise.resolve();
    },
  };
}
