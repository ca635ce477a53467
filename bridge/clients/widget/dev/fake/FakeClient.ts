import type {
  AccessToken,
  Client,
  CommandAddress,
  Commands,
  ConnectionState,
  Conversation,
  ConversationStore,
  FeedEvent,
  FeedListener,
  InboxStore,
  OpenRequest,
  PresenceStore,
} from "@campfire/client";
import { FakeConversation } from "./FakeConversation";
import { FakeReadable } from "./FakeReadable";
import { conversationOf } from "./samples";

/** The client library's interface, with the test as the server. */
export class FakeClient implements Client {
  readonly connection = new FakeReadable<ConnectionState>({ phase: "idle" });
  readonly conversations = new Map<string, FakeConversation>();
  readonly opened: OpenRequest[] = [];
  readonly token: () => Promise<AccessToken>;
  /** What `messaging.list` answers, newest first. */
  listed: Conversation[] = [];
  listCount = 0;
  /** Makes `messaging.list` fail while it is set. */
  listFailure: Error | undefined;
  /** What becomes of an opening. */
  answerOpen: (request: OpenRequest) => Promise<Conversation> = (request) =>
    Promise.resolve(conversationOf(request.id));
  stopped = false;
  readonly #feeds = new Map<string, Set<FeedListener>>();

  constructor(token: () => Promise<AccessToken>) {
    this.token = token;
  }

  start(): void {
    this.connection.set({ phase: "connecting" });
  }

  stop(): void {
    this.stopped = true;
    this.connection.set({ phase: "idle" });
  }

  request<A extends CommandAddress>(address: A): Promise<Commands[A]["reply"]> {
    if (address !== "messaging.list") return Promise.reject(new Error(`not faked: ${address}`));
    this.listCount++;
    if (this.listFailure) return Promise.reject(this.listFailure);
    return Promise.resolve({ items: this.listed, next: null } as Commands[A]["reply"]);
  }

  listen(address: string, listener: FeedListener): () => void {
    const listeners = this.#feeds.get(address) ?? new Set();
    this.#feeds.set(address, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  conversation(id: string): FakeConversation & ConversationStore {
    const conversation = this.conversations.get(id) ?? new FakeConversation(id);
    this.conversations.set(id, conversation);
    return conversation;
  }

  get presence(): PresenceStore {
    throw new Error("not faked: contacts do not see who is there");
  }

  inbox(): InboxStore {
    throw new Error("not faked: the widget has no inbox");
  }

  open(request: OpenRequest): Promise<Conversation> {
    this.opened.push(request);
    const conversation = this.conversation(request.id);
    conversation.addOwn(request.message?.content ?? "");
    conversation.become({ phase: "ready" });
    return this.answerOpen(request);
  }

  /** Whether somebody listens there. */
  hears(address: string): boolean {
    return (this.#feeds.get(address)?.size ?? 0) > 0;
  }

  emit(address: string, event: FeedEvent): void {
    for (const listener of [...(this.#feeds.get(address) ?? [])]) listener(event);
  }

  /** Signs in, goes online and joins the contact's feed, as a good connection does. */
  async goOnline(contactId = "contact-1"): Promise<void> {
    await this.token();
    this.connection.set({ phase: "online" });
    this.emit(`org:org-1:user:${contactId}`, {
      type: "feed.joined",
      at: "2026-11-23T10:00:00.000Z",
    });
    await Promise.resolve();
    await Promise.resolve();
  }
}
