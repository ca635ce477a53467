export interface HostMemory {
  isWatched(): boolean;
  watch(exists: boolean): void;
  /** The visit that the frame could not keep itself. */
  kept(): string | undefined;
  keep(visit: string | undefined): void;
}

/** A visit is a few hundred characters: what is longer is not one. */
const MAX_VISIT = 8_192;

/**
 * What stays on the host page. By itself only that there is a conversation to watch, so that the
 * next page loads the frame and replies are noticed; what the conversation is, and whose, is known
 * in the frame alone. A browser that refuses storage to the frame has the visit kept here instead:
 * without it a reload would make the visitor a stranger. Without any storage the frame simply waits
 * until it is opened.
 */
export function createHostMemory(widgetKey: string): HostMemory {
  const watchKey = `campfire:${widgetKey}:watch`;
  const visitKey = `campfire:${widgetKey}:visit`;
  return {
    isWatched: () => read(watchKey) !== undefined,
    watch: (exists) => write(watchKey, exists ? "1" : undefined),
    kept: () => read(visitKey),
    keep(visit) {
      if (typeof visit !== "string" || visit.length <= MAX_VISIT) write(visitKey, visit);
    },
  };
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (typeof value === "string") localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Refused or full: see above.
  }
}
