import type {
  AgentPresence,
  Client,
  ConnectionState,
  Conversation,
  FeedEvent,
  FeedListener,
  InboxFilter,
  MessageRow,
} from "@campfire/client";

import { FakeConversationStore } from "./FakeConversationStore";
import { FakeInboxStore } from "./FakeInboxStore";
import { FakePresence } from "./FakePresence";
import { FakeReadable } from "./FakeReadable";

export interface FakeWorld {
  me: { id: string; name: string };
  /** All agents, oneself among them. */
  colleagues: AgentPresence[];
  conversations: Conversation[];
  histories: Readonly<Record<string, readonly MessageRow[]>>;
  answerMs?: number;
}

/** A client without a server: what the dashboard needs of it, in memory and under the test's control. */
export class FakeClient implements Client {
  readonly connection = new FakeReadable<ConnectionState>({ phase: "online" });
  readonly conversations = new Map<string, FakeConversationStore>();
  readonly inboxes = new Map<string, FakeInboxStore>();
  readonly presence: FakePresence;
  private readonly feeds = new Map<string, Set<FeedListener>>();
  started = 0;
  stopped = 0;

  constructor(private readonly world: FakeWorld) {
    this.presence = new FakePresence(world.colleagues, world.me.id);
  }

  start(): void {
    this.started++;
  }

  stop(): void {
    this.stopped++;
  }

  conversation(id: string): FakeConversationStore {
    const known = this.conversations.get(id);
    if (known !== undefined) return known;
    const { me, conversations, histories, answerMs } = this.world;
    const conversation = conversations.find((candidate) => candidate.id === id);
    const [any] = conversations;
    if (any === undefined) throw new Error("A fake world needs a conversation");
    const store = new FakeConversationStore(conversation ?? any, histories[id] ?? [], me, answerMs);
    if (conversation === undefined) {
      store.patch({ phase: "missing", rows: [], hasOlder: false });
    }
    this.conversations.set(id, store);
    return store;
  }

  inbox(filter: InboxFilter): FakeInboxStore {
    const key = JSON.stringify([filter.status, filter.assigneeId, filter.q]);
    const known = this.inboxes.get(key);
    if (known !== undefined) return known;
    const store = new FakeInboxStore(
      this.world.conversations.filter(
        (one) =>
          (filter.status === undefined || one.status === filter.status) &&
          (filter.assigneeId === undefined || (one.assignee?.id ?? "none") === filter.assigneeId) &&
          (filter.q === undefined || mentions(one, filter.q)),
      ),
    );
    this.inboxes.set(key, store);
    return store;
  }

  request(): Promise<never> {
    return Promise.reject(new Error("The fake answers no requests"));
  }

  listen(address: string, listener: FeedListener): () => void {
    const listeners = this.feeds.get(address) ?? new Set();
    this.feeds.set(address, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Says something on a feed. */
  emit(address: string, event: FeedEvent): void {
    for (const listener of this.feeds.get(address) ?? []) listener(event);
  }

  open(): Promise<never> {
    return Promise.reject(new Error("The fake opens no conversations"));
  }
}

function mentions({ subject, contact, lastMessage }: Conversation, q: string): boolean {
  return [subject, contact?.name, contact?.email, lastMessage?.preview].some(
    (text) => text?.toLowerCase().includes(q.toLowerCase()) === true,
  );
}
