import {
  newId,
  type Client,
  type Conversation,
  type ConversationState,
  type ConversationStore,
  type WidgetSession,
} from "@campfire/client";
import { chooseConversation } from "./chooseConversation";
import type { VisitMemory } from "./createVisitMemory";
import { unreadCount } from "./unreadCount";
import { NO_CONVERSATIONS, type ConversationsState } from "./VisitState";

export interface ConversationsOptions {
  client: Client;
  session: WidgetSession;
  memory: VisitMemory;
  /** The token to remember an anonymous contact by. */
  contactToken: () => string | undefined;
  /** Whether the visitor has the conversation before their eyes. */
  isWatched: () => boolean;
  /** Somebody has written to the visitor; the same message may be told again. */
  ring: (messageKey: string) => void;
  changed: (state: ConversationsState) => void;
  /** Somebody of the organisation has become available, or nobody is any more. */
  availabilityChanged: (available: boolean) => void;
  /** That may have been missed while the connection was lost. */
  askAvailability: () => void;
}

/** How soon the list is asked for again when that failed on a good connection. */
const LIST_AGAIN_MS = 5_000;

/** One contact's conversations over one client: the list, the current one, and what is unread. */
export class Conversations {
  readonly #options: ConversationsOptions;
  #state = NO_CONVERSATIONS;
  /** Those that the server has; undefined until it was asked. */
  #known: Map<string, Conversation> | undefined;
  /** Those whose first message is on its way. */
  readonly #opening = new Set<string>();
  /** The visitor asked for a new one, so none is chosen for them. */
  #wantsNew = false;
  #letGo: () => void = () => undefined;
  #listAgain: ReturnType<typeof setTimeout> | undefined;
  readonly #stopListening: () => void;
  #ended = false;

  constructor(options: ConversationsOptions) {
    this.#options = options;
    const { client, session } = options;
    const remembered = this.#remembered();
    if (remembered !== undefined) this.#select(remembered.conversationId);
    const feed = `org:${session.organization.id}:user:${session.contact.id}`;
    let wasJoined = false;
    const stopAvailability = client.listen(
      `org:${session.organization.id}:availability`,
      (event) => {
        if (event.type === "availability.changed") options.availabilityChanged(event.available);
        // What the session said holds for the first joining.
        else if (event.type === "feed.joined" && wasJoined) options.askAvailability();
        wasJoined = true;
      },
    );
    const stopOwn = client.listen(feed, (event) => {
      switch (event.type) {
        // Also after each reconnection: whatever was missed is in the list.
        case "feed.joined":
          void this.#list();
          break;
        case "conversation.opened":
        case "conversation.changed":
          this.#noticed(event.conversation);
          break;
        default: // the others are the client's, or newer than we are
      }
    });
    this.#stopListening = () => {
      stopAvailability();
      stopOwn();
    };
  }

  get contactId(): string {
    return this.#options.session.contact.id;
  }

  get state(): ConversationsState {
    return this.#state;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#listAgain);
    this.#stopListening();
    this.#letGo();
  }

  current(): ConversationStore | undefined {
    const id = this.#state.conversationId;
    return id === undefined ? undefined : this.#options.client.conversation(id);
  }

  /** Sends to the current conversation, or opens one with this message. */
  send(content: string): void {
    const id = this.#state.conversationId;
    if (id !== undefined && this.#exists(id)) this.#options.client.conversation(id).send(content);
    else this.#open(id ?? newId(), content);
  }

  startNew(): void {
    this.#wantsNew = true;
    this.#select(undefined);
  }

  show(conversationId: string): void {
    this.#wantsNew = false;
    this.#select(conversationId);
    this.#remember(conversationId);
  }

  /** Drops what was not sent: it must not wait in this browser for somebody else. */
  discardUnsent(): void {
    for (const row of this.#state.conversation?.rows ?? []) {
      if (row.state !== "sent") this.current()?.discard(row.clientMessageId);
    }
  }

  #exists(id: string): boolean {
    if (this.#opening.has(id) || this.#known?.has(id)) return true;
    const { conversation, rows = [] } = this.#state.conversation ?? {};
    // An opening that an earlier page left behind is still on its way, and others follow it.
    return conversation !== undefined || rows.some((row) => row.state !== "failed");
  }

  #open(id: string, content: string): void {
    // Remembered before it is sent: whatever is repeated after a reload is the same conversation.
    this.#remember(id);
    this.#opening.add(id);
    this.#options.client
      .open({ id, channel: "web", message: { clientMessageId: newId(), content } })
      .then((conversation) => {
        this.#known?.set(id, conversation);
        this.#loadIfMissing(id);
      })
      .catch(() => undefined) // its row says so, and offers to try again
      .finally(() => this.#opening.delete(id));
    this.#wantsNew = false;
    if (id !== this.#state.conversationId) this.#select(id);
  }

  async #list(): Promise<void> {
    clearTimeout(this.#listAgain);
    try {
      const { items } = await this.#options.client.request("messaging.list", {});
      if (!this.#ended) this.#listed(items);
    } catch {
      // The next joining asks again as well; this is for a failure that leaves us connected.
      if (!this.#ended) this.#listAgain = setTimeout(() => void this.#list(), LIST_AGAIN_MS);
    }
  }

  #listed(items: Conversation[]): void {
    if (this.#known) {
      for (const item of items) this.#noticed(item);
    } else {
      this.#known = new Map(items.map((item) => [item.id, item]));
      const chosen = chooseConversation(items, this.#state.conversationId);
      if (chosen !== undefined && !this.#wantsNew && chosen !== this.#state.conversationId) {
        this.show(chosen);
      }
    }
    this.#leaveMissing(items);
    this.#update({ hasConversation: items.length > 0 || this.#state.conversationId !== undefined });
  }

  #noticed(conversation: Conversation): void {
    const { id, lastMessage } = conversation;
    const before = this.#known?.get(id);
    const isKnown = this.#known !== undefined;
    this.#known?.set(id, conversation);
    this.#update({ hasConversation: true });
    const isNews = (lastMessage?.seq ?? 0) > (before?.lastMessage?.seq ?? 0);
    const answered = lastMessage?.senderKind !== "contact";
    // Before the list was there, all of it looks new.
    if (isKnown && isNews && answered) this.#options.ring(`${id}/${lastMessage?.seq}`);
    if (id === this.#state.conversationId) {
      this.#loadIfMissing(id);
      return;
    }
    if (!isNews) return;
    const free = this.#state.conversationId === undefined && !this.#wantsNew;
    if (free || (answered && !this.#options.isWatched())) this.show(id);
    else if (answered) this.#update({ elsewhere: id });
  }

  /** A remembered conversation whose first message never left is no reason to hide another one. */
  #leaveMissing(items: Conversation[]): void {
    const { conversation, conversationId } = this.#state;
    const latest = items[0]?.id;
    const empty = conversation?.phase === "missing" && conversation.rows.length === 0;
    if (empty && latest !== undefined && latest !== conversationId) this.show(latest);
  }

  /** It was not there when we asked, and is now. */
  #loadIfMissing(id: string): void {
    if (id === this.#state.conversationId && this.#state.conversation?.phase === "missing") {
      this.#select(id);
    }
  }

  #select(id: string | undefined): void {
    this.#letGo();
    this.#letGo = () => undefined;
    this.#update({ conversationId: id, conversation: undefined, elsewhere: undefined, unread: 0 });
    if (id === undefined) return;
    const store = this.#options.client.conversation(id);
    const unsubscribe = store.subscribe((state) => this.#conversationChanged(state));
    const release = store.retain();
    this.#letGo = () => {
      unsubscribe();
      release();
    };
    this.#update({ hasConversation: true });
    this.#conversationChanged(store.get());
  }

  #conversationChanged(conversation: ConversationState): void {
    this.#update({ conversation, unread: unreadCount(conversation.rows, conversation.ownReadSeq) });
  }

  /** What this browser remembers, if it is of this contact. */
  #remembered() {
    const remembered = this.#options.memory.read();
    return remembered?.contactId === this.contactId ? remembered : undefined;
  }

  #remember(conversationId: string): void {
    const contactToken = this.#options.contactToken();
    this.#options.memory.save({
      contactId: this.contactId,
      conversationId,
      ...(contactToken === undefined ? {} : { contactToken }),
    });
  }

  #update(changes: Partial<ConversationsState>): void {
    this.#state = { ...this.#state, ...changes };
    this.#options.changed(this.#state);
  }
}
