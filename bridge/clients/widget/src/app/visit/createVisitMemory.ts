/** What this browser remembers of a visitor, for one widget key. */
export interface RememberedVisit {
  contactId: string;
  /** Brings an anonymous contact back. An identified one is brought back by the host page. */
  contactToken?: string;
  conversationId: string;
}

export interface VisitMemory {
  read(): RememberedVisit | undefined;
  save(visit: RememberedVisit): void;
  forget(): void;
  readDraft(): string;
  saveDraft(text: string): void;
  /** Whether messages make no sound in this browser. */
  readMuted(): boolean;
  saveMuted(muted: boolean): void;
  /**
   * Has somebody else keep the visit, if this browser refuses storage to the frame.
   *
   * @param keep is given each visit as text, or undefined when it is forgotten
   */
  keepElsewhere(keep: (visit: string | undefined) => void): void;
  /** Takes back what was kept elsewhere; what the frame itself remembers is newer. */
  recall(visit: string): void;
  /** Another tab has written or forgotten. Returns unsubscribe. */
  onChange(listener: () => void): () => void;
}

/**
 * Keeps the visit in the frame origin's localStorage and the draft in its sessionStorage (two tabs
 * are two drafts). No cookies. A browser that refuses storage to frames (Chrome's private windows do,
 * on other sites) gets plain memory, and the host page may keep the visit over a reload.
 */
export function createVisitMemory(widgetKey: string): VisitMemory {
  const visitKey = `campfire:visit:${widgetKey}`;
  const draftKey = `campfire:draft:${widgetKey}`;
  const mutedKey = `campfire:muted:${widgetKey}`;
  const visits = openStore(() => localStorage);
  const drafts = openStore(() => sessionStorage);
  let keep: (visit: string | undefined) => void = () => undefined;
  return {
    read: () => parseVisit(visits.get(visitKey)),
    save(visit) {
      const text = JSON.stringify(visit);
      if (!visits.set(visitKey, text)) keep(text);
    },
    forget() {
      visits.remove(visitKey);
      visits.remove(mutedKey);
      drafts.remove(draftKey);
      keep(undefined);
    },
    keepElsewhere(keeper) {
      keep = keeper;
    },
    recall(visit) {
      if (visits.get(visitKey) === undefined) visits.set(visitKey, visit);
    },
    readDraft: () => drafts.get(draftKey) ?? "",
    saveDraft(text) {
      if (text === "") drafts.remove(draftKey);
      else drafts.set(draftKey, text);
    },
    readMuted: () => visits.get(mutedKey) === "on",
    saveMuted(muted) {
      if (muted) visits.set(mutedKey, "on");
      else visits.remove(mutedKey);
    },
    onChange(listener) {
      const hear = (event: StorageEvent) => {
        // A null key means that everything was cleared.
        if (event.key === visitKey || event.key === mutedKey || event.key === null) listener();
      };
      window.addEventListener("storage", hear);
      return () => window.removeEventListener("storage", hear);
    },
  };
}

interface Store {
  get(key: string): string | undefined;
  /** Whether it outlives the page. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
}

/** The asking alone may throw where storage is refused, and writing where it is full. */
function openStore(storage: () => Storage): Store {
  const memory = new Map<string, string>();
  return {
    get(key) {
      try {
        return memory.get(key) ?? storage().getItem(key) ?? undefined;
      } catch {
        return memory.get(key);
      }
    },
    set(key, value) {
      try {
        storage().setItem(key, value);
        memory.delete(key);
        return true;
      } catch {
        memory.set(key, value);
        return false;
      }
    },
    remove(key) {
      memory.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        // Nothing was kept there.
      }
    },
  };
}

/** Whatever an older version or a curious visitor has put there is as good as nothing. */
function parseVisit(text: string | undefined): RememberedVisit | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof RememberedVisit, unknown>> | null;
    if (typeof value?.contactId !== "string" || typeof value.conversationId !== "string") {
      return undefined;
    }
    return {
      contactId: value.contactId,
      conversationId: value.conversationId,
      ...(typeof value.contactToken === "string" ? { contactToken: value.contactToken } : {}),
    };
  } catch {
    return undefined;
  }
}
