import type {
  AgentPresence,
  AnalyticsEvent,
  AssignmentEvent,
  Availability,
  AvailabilityEvent,
  CommandAddress,
  Commands,
  Conversation,
  ConversationEvent,
  ConversationListEvent,
  ConversationStatus,
  PresenceEvent,
  Problem,
  Receipt,
  ReceiptEvent,
  Sender,
  SessionEvent,
  TypingEvent,
  Typist,
} from "./generated/contract";
import type { Clock } from "./clock";
import type { OutboxStorage } from "./outbox/OutboxStorage";
import type { OutboxTabs } from "./outbox/OutboxTabs";

/** A value that changes. The same object until it changes, so it serves `useSyncExternalStore`. */
export interface Readable<T> {
  get(): T;
  /** Calls `listener` on each change, not at once; returns what ends that. */
  subscribe(listener: (value: T) => void): () => void;
}

export interface AccessToken {
  accessToken: string;
  expiresAt: string;
  /**
   * Whose it is, where that is known. What they write before the connection is signed in then
   * survives a reload too.
   */
  caller?: Pick<CallerView, "org" | "id">;
}

export interface ClientOptions {
  /** The origin of the server, `https://chat.example.com`. */
  url: string;
  /**
   * A fresh token. Called for the first sign-in, before each token runs out and when the server
   * refused one; rejecting with `ProblemError` of code `unauthenticated` ends in `signedOut`.
   */
  token: () => Promise<AccessToken>;
  /** For Node before 22, which has no WebSocket of its own. */
  webSocket?: typeof WebSocket;
  /** Where unsent messages are kept; by default IndexedDB, or memory where that is missing. */
  outboxStorage?: OutboxStorage;
  /** Where they are kept if the browser refuses IndexedDB; by default in memory. */
  outboxFallback?: OutboxStorage;
  /** For tests: the other tabs that share that storage; by default those of this browser. */
  outboxTabs?: OutboxTabs;
  /** For tests: time and timers. */
  clock?: Clock;
  /** For tests: from 0 to before 1. */
  random?: () => number;
}

export type Role = "agent" | "admin" | "contact" | "service";

/** Who is signed in, as `session.auth` answers it. */
export interface CallerView {
  id: string;
  org: string;
  role: Role;
  name?: string;
}

export interface ConnectionState {
  phase: "idle" | "connecting" | "catchingUp" | "online" | "waiting" | "signedOut";
  /** Who signed in last; stays while the connection is lost. */
  caller?: CallerView;
  /** When the next attempt is made, in milliseconds since the epoch; in phase `waiting`. */
  retryAt?: number;
  /** Why it is not online. */
  problem?: Problem;
}

/** Says that an address is joined: every event from here on arrives. */
export interface FeedJoined {
  type: "feed.joined";
  at: string;
  conversationId?: string;
  lastSeq?: number;
  changeSeq?: number;
}

export type FeedEvent =
  | AnalyticsEvent
  | AssignmentEvent
  | AvailabilityEvent
  | ConversationEvent
  | ConversationListEvent
  | FeedJoined
  | PresenceEvent
  | ReceiptEvent
  | SessionEvent
  | TypingEvent;
export type FeedListener = (event: FeedEvent) => void;

export interface Client {
  readonly connection: Readable<ConnectionState>;
  start(): void;
  /** Closes the socket and ends all timers; `start` begins anew. */
  stop(): void;
  /**
   * Asks the server. Waits for the connection; rejects with `ProblemError`, after 5 s with
   * `unavailable`, which is safe to repeat with the same ids.
   */
  request<A extends CommandAddress>(
    address: A,
    body: Commands[A]["request"],
  ): Promise<Commands[A]["reply"]>;
  /**
   * Listens on an address, through every reconnect, until the returned function is called.
   * `onRefused` is told when the server does not let the caller listen there.
   */
  listen(
    address: string,
    listener: FeedListener,
    onRefused?: (problem: Problem) => void,
  ): () => void;
  /** The same object for the same id while it is retained. */
  conversation(id: string): ConversationStore;
  /** A live list: for agents the organisation's, for a contact their own. */
  inbox(filter: InboxFilter): InboxStore;
  /** For agents: the colleagues, and oneself among them. */
  readonly presence: PresenceStore;
  /**
   * Opens a conversation through the outbox, so its first message survives a reload and a lost
   * connection. Rejects when the server refuses it for good.
   */
  open(request: OpenRequest): Promise<Conversation>;
}

export type OpenRequest = Commands["messaging.open"]["request"] & { id: string };

export interface InboxFilter {
  status?: ConversationStatus;
  /** An agent's id, or `none` for what nobody has taken. */
  assigneeId?: string;
  q?: string;
}

/** What agents decide about a conversation; what is absent stays. */
export type ConversationChanges = Omit<Commands["messaging.update"]["request"], "conversationId">;

export interface PresenceStore extends Readable<PresenceState> {
  retain(): () => void;
  /** Says how available one is oneself. Rejects with `ProblemError`. */
  choose(availability: Availability): Promise<void>;
  /**
   * Says how many milliseconds ago one was last active on this device, in any of its windows. The
   * server makes who is active on no device `away`, and `online` again; so every client that is left
   * open says this about once a minute, one that reports nothing counts as left alone, and the first
   * input after a pause is said at once. Rejects with `ProblemError`.
   */
  reportActivity(idleMs: number): Promise<void>;
}

export interface PresenceState {
  phase: "loading" | "ready" | "catchingUp";
  /** By name. */
  agents: AgentPresence[];
  /** Whether one of them is connected and chose `online`. */
  available: boolean;
  problem?: Problem;
}

export interface ConversationStore extends Readable<ConversationState> {
  /** Starts listening and loading; the returned function releases. */
  retain(): () => void;
  /** Shows the message at once and sends it; returns its `clientMessageId`. */
  send(content: string): string;
  /** Shows another text for one's own message, by its `id`, and sends it after what waits already. */
  edit(messageId: string, content: string): void;
  delete(messageId: string): void;
  /** Sends again what failed: a message by its `clientMessageId`, a change of one by its `id`. */
  retry(id: string): void;
  discard(id: string): void;
  /**
   * Asks the server at once, and shows `updating` until it is so. Rejects with `ProblemError`;
   * after `unavailable` it may have happened, and the state will say so.
   */
  update(changes: ConversationChanges): Promise<void>;
  /** With each key that is pressed in a draft; the others are told as often as the server says. */
  typing(): void;
  /** The draft is left. A pause and a send stop it by themselves. */
  stopTyping(): void;
  /** Everything up to `seq` was on screen in a visible, focused window; see `watchReading`. */
  markRead(seq: number): void;
  loadOlder(): Promise<void>;
}

export interface ConversationState {
  /**
   * `catchingUp`: something may be missing (no connection, or what was missed is being asked for).
   * `missing`: the server knows no such conversation.
   */
  phase: "loading" | "ready" | "catchingUp" | "missing";
  conversation?: Conversation;
  /** What `update` was asked for and has not been answered yet. */
  updating?: ConversationChanges;
  /** Oldest first; what is not yet sent stands last. */
  rows: MessageRow[];
  hasOlder: boolean;
  loadingOlder: boolean;
  /** Others who type now. */
  typists: Typist[];
  /** How far each reader has come, oneself too; see `deliveryOf`. */
  receipts: Receipt[];
  /**
   * How far oneself has read, on whatever device, and what the server is about to be told of it;
   * absent until the server has said.
   */
  ownReadSeq?: number;
  problem?: Problem;
}

export interface MessageRow {
  /** Stays the same when the optimistic row becomes the real one. */
  key: string;
  clientMessageId: string;
  content: string;
  sender: Sender;
  sentAt: string;
  seq?: number;
  id?: string;
  state: "sending" | "sent" | "failed";
  editedAt?: string;
  deletedAt?: string;
  problem?: Problem;
  /** An edit or deletion of it that is not part of the conversation yet. */
  change?: MessageChange;
}

/** While it is being sent an edit's text stands in the row already; one that failed does not. */
export interface MessageChange {
  /** For `retry` and `discard`. */
  id: string;
  kind: "edit" | "delete";
  state: "sending" | "failed";
  /** The text of an edit. */
  content?: string;
  problem?: Problem;
}

export interface InboxStore extends Readable<InboxState> {
  retain(): () => void;
  loadMore(): Promise<void>;
}

export interface InboxState {
  phase: "loading" | "ready" | "catchingUp";
  /** Newest `updatedAt` first. */
  items: Conversation[];
  hasMore: boolean;
  loadingMore: boolean;
  problem?: Problem;
}
