export interface HostMemory {
  isWatched(): boolean;
  watch(exists: boolean): void;
  /** The visit that the frame could not keep itself. */
  kept(): string | undefined;
  keep(visit: string | undefined): void;
  /** The entries of its outbox that it could not keep itself; undefined without any storage. */
  unsent(): string[] | undefined;
  /** Whether it is stored, or dropped. */
  keepUnsent(id: string, entry: string | undefined): boolean;
  forget(): void;
}

/** A visit is a few hundred characters: what is longer is not one. */
const MAX_VISIT = 8_192;
/** A message of 8,000 characters, each written as an escape. */
const MAX_ENTRY = 65_536;

/**
 * What stays on the host page. By itself only that there is a conversation to watch, so that the
 * next page loads the frame and replies are noticed; what the conversation is, and whose, is known
 * in the frame alone. A browser that refuses storage to the frame has the visit kept here instead,
 * and what was written and is not yet sent: without them a reload would make the visitor a stranger,
 * and lose their words. Without any storage the frame simply waits until it is opened.
 */
export function createHostMemory(widgetKey: string): HostMemory {
  const watchKey = `campfire:${widgetKey}:watch`;
  const visitKey = `campfire:${widgetKey}:visit`;
  const unsentKeys = `campfire:${widgetKey}:unsent:`;
  const allUnsent = () => Object.keys(localStorage).filter((key) => key.startsWith(unsentKeys));
  return {
    isWatched: () => read(watchKey) !== undefined,
    watch: (exists) => write(watchKey, exists ? "1" : undefined),
    kept: () => read(visitKey),
    keep(visit) {
      if (typeof visit !== "string" || visit.length <= MAX_VISIT) write(visitKey, visit);
    },
    // A key for each, since two tabs keep theirs side by side.
    unsent: () => attempt(() => allUnsent().flatMap((key) => localStorage.getItem(key) ?? [])),
    keepUnsent: (id, entry) =>
      (typeof entry !== "string" || entry.length <= MAX_ENTRY) && write(unsentKeys + id, entry),
    forget() {
      write(watchKey, undefined);
      write(visitKey, undefined);
      attempt(() => allUnsent().forEach((key) => localStorage.removeItem(key)));
    },
  };
}

function read(key: string): string | undefined {
  return attempt(() => localStorage.getItem(key)) ?? undefined;
}

function write(key: string, value: string | undefined): boolean {
  return (
    attempt(() => {
      if (typeof value === "string") localStorage.setItem(key, value);
      else localStorage.removeItem(key);
      return true;
    }) ?? false
  );
}

/** Storage may be refused or full: see above. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
