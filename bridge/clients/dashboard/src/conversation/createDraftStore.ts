import { createStore, type StoreApi } from "zustand/vanilla";

import type { LocalMemory } from "../session/localMemory";

export interface DraftState {
  /** Unsent text by conversation id. */
  drafts: Readonly<Record<string, string>>;
  write: (conversationId: string, text: string) => void;
  /** Forgets all of this agent's drafts, on sign-out. */
  clear: () => void;
}

export type DraftStore = StoreApi<DraftState>;

/**
 * What an agent has begun to write. One entry for each conversation, under the agent's own id: two tabs do not
 * overwrite one another's conversations, and agents who share a computer do not see each other's drafts.
 */
export function createDraftStore(memory: LocalMemory, agentId: string): DraftStore {
  const prefix = `campfire:draft:${agentId}:`;
  const stored: Record<string, string> = {};
  for (const key of memory.keys(prefix)) {
    const text = memory.read(key);
    if (text !== undefined) stored[key.slice(prefix.length)] = text;
  }

  return createStore<DraftState>((set) => ({
    drafts: stored,
    write: (conversationId, text) => {
      if (text === "") memory.forget(prefix + conversationId);
      else memory.write(prefix + conversationId, text);
      set(({ drafts }) => {
        const others = Object.entries(drafts).filter(([id]) => id !== conversationId);
        return {
          drafts: Object.fromEntries(text === "" ? others : [...others, [conversationId, text]]),
        };
      });
    },
    clear: () => {
      for (const key of memory.keys(prefix)) memory.forget(key);
      set({ drafts: {} });
    },
  }));
}
