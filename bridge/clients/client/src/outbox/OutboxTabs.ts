import type { Conversation, Message } from "../generated/contract";

/** An entry (by its id) that the server has answered. */
export type Accepted =
  | { id: string; kind: "message"; message: Message }
  | { id: string; kind: "conversation"; conversation: Conversation };

/** What tabs that share an outbox tell each other. */
export type OutboxNews =
  { type: "changed"; owner: string } | { type: "accepted"; owner: string; accepted: Accepted };

/** The other tabs of this browser that share the outbox. */
export interface OutboxTabs {
  /** Whether the storage may change under our hands. */
  readonly areShared: boolean;
  /** Runs `work` while no other tab holds the lock of this name. */
  exclusively(lock: string, work: () => Promise<void>): Promise<void>;
  tell(news: OutboxNews): void;
  onNews(listener: (news: OutboxNews) => void): void;
}

/** For an outbox that nobody shares. */
export const NO_OTHER_TABS: OutboxTabs = {
  areShared: false,
  exclusively: (_lock, work) => work(),
  tell: () => undefined,
  onNews: () => undefined,
};

/** The tabs of this origin, as far as the browser lets them know of each other. */
export function browserTabs(): OutboxTabs {
  const channel =
    typeof BroadcastChannel === "function" ? new BroadcastChannel("campfire-outbox") : undefined;
  // Missing on plain-http pages. Two tabs may then send the same entry; the server takes it once.
  const locks = typeof navigator === "object" && "locks" in navigator ? navigator.locks : undefined;
  return {
    areShared: true,
    exclusively: async (lock, work) => {
      if (locks === undefined) return work();
      const granted = { lock: false };
      try {
        await locks.request(lock, () => {
          granted.lock = true;
          return work();
        });
      } catch (failure) {
        // A frame whose storage is refused may not lock either, and shares no outbox to guard.
        if (granted.lock) throw failure;
        await work();
      }
    },
    tell: (news) => channel?.postMessage(news),
    onNews: (listener) => {
      channel?.addEventListener("message", (event: MessageEvent<OutboxNews>) =>
        listener(event.data),
      );
    },
  };
}
