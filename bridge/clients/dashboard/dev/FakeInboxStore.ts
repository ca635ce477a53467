import type { Conversation, InboxState, InboxStore } from "@campfire/client";

import { FakeReadable } from "./FakeReadable";

export class FakeInboxStore extends FakeReadable<InboxState> implements InboxStore {
  retained = 0;

  constructor(items: Conversation[]) {
    super({ phase: "ready", items, hasMore: false, loadingMore: false });
  }

  patch(change: Partial<InboxState>): void {
    this.set({ ...this.get(), ...change });
  }

  retain(): () => void {
    this.retained++;
    return () => {
      this.retained--;
    };
  }

  loadMore(): Promise<void> {
    this.patch({ hasMore: false, loadingMore: false });
    return Promise.resolve();
  }
}
