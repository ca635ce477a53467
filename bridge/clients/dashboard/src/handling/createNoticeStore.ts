import type { Conversation } from "@campfire/client";
import { createStore, type StoreApi } from "zustand/vanilla";

export interface AssignmentNotice {
  conversation: Conversation;
  /** Tells two notices of one conversation apart. */
  key: number;
}

export interface NoticeState {
  /** Newest last. */
  notices: readonly AssignmentNotice[];
  /** A conversation was given to this agent. */
  assigned: (conversation: Conversation) => void;
  /** This agent is about to take it, which is no news to them. */
  taking: (conversationId: string) => void;
  dismiss: (key: number) => void;
}

export type NoticeStore = StoreApi<NoticeState>;

/** More would cover the screen. */
const MOST = 3;

/** What this agent is to be told of: conversations that others have given to them. */
export function createNoticeStore(): NoticeStore {
  const taken = new Set<string>();
  let count = 0;
  return createStore<NoticeState>((set) => ({
    notices: [],
    assigned: (conversation) => {
      if (taken.delete(conversation.id)) return;
      const notice = { conversation, key: ++count };
      set(({ notices }) => {
        const others = notices.filter((one) => one.conversation.id !== conversation.id);
        return { notices: [...others, notice].slice(-MOST) };
      });
    },
    taking: (conversationId) => void taken.add(conversationId),
    dismiss: (key) => set(({ notices }) => ({ notices: notices.filter((one) => one.key !== key) })),
  }));
}
