import type { CallerView } from "../src/api";
import type {
  AgentPresence,
  Conversation,
  ConversationLastMessage,
  Message,
  Receipt,
  ReceiptState,
  Sender,
  Typist,
  UpdateConversation,
} from "../src/generated/contract";
import type { FakeClock } from "./FakeClock";

export const ORG = "0b0e7d5c-0000-7000-8000-000000000001";
export const ADA: CallerView = {
  id: "0b0e7d5c-0000-7000-8000-0000000000a1",
  org: ORG,
  role: "agent",
  name: "Ada",
};
export const GRACE: CallerView = {
  id: "0b0e7d5c-0000-7000-8000-0000000000a2",
  org: ORG,
  role: "agent",
  name: "Grace",
};
export const MIA: Sender = { id: "0b0e7d5c-0000-7000-8000-0000000000c1", kind: "contact" };
const AGENTS = [ADA, GRACE];

export interface Stored {
  conversation: Conversation;
  messages: Message[];
  receipts: Map<string, Receipt>;
}

export interface Event {
  type: string;
  changeSeq?: number;
  [key: string]: unknown;
}

/** Undefined takes away. */
type Changes = { [Key in keyof Conversation]?: Conversation[Key] | undefined };

/** Why something is refused: the problem's status. */
export class Refusal extends Error {
  constructor(readonly status: number) {
    super(`refused with ${status}`);
  }
}

/**
 * Messaging as the contract has it: what a conversation is after each change, and what is said
 * about it. The model against which the client is held.
 */
export abstract class FakeTables {
  readonly conversations = new Map<string, Stored>();
  readonly agents = new Map<string, AgentPresence>();

  constructor(protected readonly clock: FakeClock) {}

  abstract publish(address: string, event: Event): void;

  /** A conversation with as many messages of its contact as are asked for. */
  seed(id: string, messageCount: number): void {
    const now = this.now();
    this.conversations.set(id, {
      conversation: {
        id,
        org: ORG,
        number: this.conversations.size + 1,
        status: "open",
        priority: "normal",
        channel: "web",
        tags: [],
        contact: { id: MIA.id, verified: false, isOnline: true },
        lastSeq: 0,
        changeSeq: 1,
        unread: 0,
        openedAt: now,
        updatedAt: now,
      },
      messages: [],
      receipts: new Map(),
    });
    for (let count = 1; count <= messageCount; count++) this.say(id, `message ${count}`);
  }

  /** Stores a message, once for its id, and announces it. */
  say(id: string, content: string, sender: Sender = MIA, clientMessageId = `c-${id}-${content}`) {
    const stored = this.stored(id);
    const known = stored.messages.find((message) => message.clientMessageId === clientMessageId);
    if (known) return known;
    if (sender.kind === "contact" && stored.conversation.status !== "open") {
      this.update(id, { status: "open" });
    }
    const seq = stored.conversation.lastSeq + 1;
    const message: Message = {
      id: `m-${id}-${seq}`,
      conversationId: id,
      seq,
      changeSeq: stored.conversation.changeSeq + 1,
      clientMessageId,
      sender,
      content,
      sentAt: this.now(),
    };
    stored.messages.push(message);
    this.#changed(stored, {
      lastSeq: seq,
      unread: unreadOf(stored),
      lastMessage: lastMessageOf(message),
    });
    this.#announce(id, { type: "message.sent", message });
    return message;
  }

  edit(id: string, seq: number, content: string): Message {
    const held = this.message(id, seq);
    if (held.deletedAt !== undefined) throw new Refusal(409);
    if (held.content === content) return held;
    return this.#rewrite(id, { ...held, content, editedAt: this.now() }, "message.edited");
  }

  delete(id: string, seq: number): Message {
    const held = this.message(id, seq);
    if (held.deletedAt !== undefined) return held;
    return this.#rewrite(id, { ...held, content: "", deletedAt: this.now() }, "message.deleted");
  }

  /** Each thing that changes takes a number of its own and is announced by it. */
  update(id: string, changes: Changes): void {
    const stored = this.stored(id);
    for (const [key, value] of Object.entries(changes)) {
      const before = stored.conversation[key as keyof Conversation];
      if (JSON.stringify(before) === JSON.stringify(value)) continue;
      const next = new Map<string, unknown>(Object.entries(stored.conversation));
      if (value === undefined) next.delete(key);
      else next.set(key, value);
      if (key === "status") {
        next.delete("snoozedUntil");
        next.delete("resolvedAt");
        if (value === "resolved") next.set("resolvedAt", this.now());
      }
      stored.conversation = Object.fromEntries(next) as unknown as Conversation;
      this.#changed(stored, {});
      const { tags, priority, contact, unread, ...conversation } = stored.conversation;
      this.#announce(id, { type: "conversation.changed", conversation });
      if (key === "assignee" && value !== undefined) this.#assigned(id);
    }
  }

  /** Watermarks only grow; an agent's changes what is unread, which takes no number. */
  mark(id: string, reader: Sender, state: ReceiptState, seq: number): Receipt {
    const stored = this.stored(id);
    if (seq > stored.conversation.lastSeq) throw new Refusal(400);
    const none = { conversationId: id, reader, deliveredSeq: 0, readSeq: 0 };
    const held = stored.receipts.get(reader.id) ?? none;
    const receipt = {
      ...held,
      deliveredSeq: Math.max(held.deliveredSeq, seq),
      readSeq: state === "read" ? Math.max(held.readSeq, seq) : held.readSeq,
    };
    stored.receipts.set(reader.id, receipt);
    if (JSON.stringify(receipt) === JSON.stringify(held)) return held;
    this.publish(`org:${ORG}:conv:${id}`, {
      type: "receipt.advanced",
      conversationId: id,
      receipt,
    });
    if (reader.kind === "agent") {
      stored.conversation = { ...stored.conversation, unread: unreadOf(stored) };
      this.#tellList(id);
    }
    return receipt;
  }

  /** All who type, as a feed of typing tells it. */
  tellTypists(id: string, typists: readonly Typist[]): void {
    const event = { type: "typing.changed", conversationId: id, typists };
    this.publish(`org:${ORG}:typing:${id}`, event);
  }

  /** An agent comes, goes or chooses, and the feed says so. */
  setPresence(agent: AgentPresence): void {
    this.agents.set(agent.id, agent);
    this.publish(`org:${ORG}:agents:presence`, { type: "presence.changed", agents: [agent] });
  }

  head(id: string): void {
    const { changeSeq, lastSeq } = this.stored(id).conversation;
    const event = { type: "feed.head", conversationId: id, lastSeq, changeSeq };
    this.publish(`org:${ORG}:conv:${id}`, event);
  }

  /** The reply to a request; throws a `Refusal`. */
  protected answer(caller: CallerView, address: string, body: Record<string, unknown>): unknown {
    if (address.startsWith("presence.")) return this.#presence(caller, address, body);
    const id = String(body["conversationId"] ?? body["id"]);
    if (address === "messaging.list") return this.#list(body);
    if (address === "messaging.open") return this.#open(caller, id, body);
    const stored = this.conversations.get(id);
    if (!stored) throw new Refusal(404);
    const { conversation } = stored;
    switch (address) {
      case "messaging.get":
        return conversation;
      case "messaging.history":
        return history(stored, body);
      case "messaging.sync": {
        const after = Number(body["afterChange"]);
        if (after > conversation.changeSeq) throw new Refusal(409);
        return sync(stored, after, Number(body["limit"] ?? 50));
      }
      case "messaging.send": {
        const count = stored.messages.length;
        const clientMessageId = String(body["clientMessageId"]);
        const message = this.say(id, String(body["content"]), senderOf(caller), clientMessageId);
        return { message, duplicate: stored.messages.length === count };
      }
      case "messaging.edit":
        return this.edit(id, this.#ownSeq(caller, stored, body), String(body["content"]));
      case "messaging.delete":
        return this.delete(id, this.#ownSeq(caller, stored, body));
      case "messaging.update":
        this.update(id, changesOf(body as unknown as UpdateConversation));
        return this.stored(id).conversation;
      case "receipts.list":
        return { receipts: [...stored.receipts.values()] };
      case "receipts.mark":
        return this.mark(id, senderOf(caller), body["state"] as ReceiptState, Number(body["seq"]));
      default:
        throw new Refusal(404);
    }
  }

  protected stored(id: string): Stored {
    const stored = this.conversations.get(id);
    if (!stored) throw new Error(`no conversation ${id}`);
    return stored;
  }

  protected now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  message(id: string, seq: number): Message {
    const message = this.stored(id).messages.find((one) => one.seq === seq);
    if (!message) throw new Error(`no message ${seq}`);
    return message;
  }

  #ownSeq(caller: CallerView, { messages }: Stored, body: Record<string, unknown>): number {
    const message = messages.find(({ id }) => id === body["messageId"]);
    if (!message) throw new Refusal(404);
    if (message.sender.id !== caller.id) throw new Refusal(403);
    return message.seq;
  }

  #rewrite(id: string, changed: Message, type: string): Message {
    const stored = this.stored(id);
    const message = { ...changed, changeSeq: stored.conversation.changeSeq + 1 };
    stored.messages = stored.messages.map((one) => (one.seq === message.seq ? message : one));
    const isLast = message.seq === stored.conversation.lastSeq;
    this.#changed(stored, isLast ? { lastMessage: lastMessageOf(message) } : {});
    this.#announce(id, { type, message });
    return message;
  }

  #changed(stored: Stored, changes: Partial<Conversation>): void {
    stored.conversation = {
      ...stored.conversation,
      ...changes,
      changeSeq: stored.conversation.changeSeq + 1,
      updatedAt: this.now(),
    };
  }

  #announce(id: string, event: { type: string; [key: string]: unknown }): void {
    const { conversation } = this.stored(id);
    const { changeSeq } = conversation;
    this.publish(`org:${ORG}:conv:${id}`, { ...event, conversationId: id, changeSeq });
    this.#tellList(id);
  }

  #tellList(id: string): void {
    const { conversation } = this.stored(id);
    const event = { type: "conversation.changed", conversationId: id, conversation };
    this.publish(`org:${ORG}:inbox`, event);
  }

  #presence(caller: CallerView, address: string, body: Record<string, unknown>): unknown {
    if (address === "presence.typing") return {};
    if (address === "presence.list") {
      const agents = [...this.agents.values()];
      return { agents, available: agents.some(({ isOnline }) => isOnline) };
    }
    const { id, name = "" } = caller;
    const availability =
      address === "presence.active"
        ? Number(body["idleMs"]) < 600_000
          ? "online"
          : "away"
        : (body["availability"] as AgentPresence["availability"]);
    const agent = { id, name, availability, isOnline: true };
    // The feed says it up to a second later.
    this.agents.set(id, agent);
    return agent;
  }

  #assigned(id: string): void {
    const { conversation } = this.stored(id);
    const event = { type: "conversation.assigned", conversationId: id, conversation };
    this.publish(`org:${ORG}:user:${conversation.assignee?.id}`, event);
  }

  #open(caller: CallerView, id: string, body: Record<string, unknown>): Conversation {
    if (!this.conversations.has(id)) {
      this.seed(id, 0);
      const message = body["message"] as { clientMessageId: string; content: string } | undefined;
      const sender: Sender = { id: caller.id, kind: "contact" };
      if (message) this.say(id, message.content, sender, message.clientMessageId);
    }
    return this.stored(id).conversation;
  }

  #list(body: Record<string, unknown>): unknown {
    const { status, assigneeId, q } = body;
    const limit = Number(body["limit"] ?? 50);
    const all = [...this.conversations.values()]
      .map(({ conversation }) => conversation)
      .filter((one) => status === undefined || one.status === status)
      .filter((one) => assigneeId === undefined || (one.assignee?.id ?? "none") === assigneeId)
      .filter(({ subject }) => typeof q !== "string" || subject?.includes(q))
      .sort((one, other) => (one.updatedAt > other.updatedAt ? -1 : 1));
    const from = Number(body["before"] ?? 0);
    const next = from + limit < all.length ? String(from + limit) : null;
    return { items: all.slice(from, from + limit), next };
  }
}

export function history(
  { messages, conversation }: Pick<Stored, "messages" | "conversation">,
  body: { beforeSeq?: unknown; limit?: unknown },
): { messages: Message[]; firstSeq: number; lastSeq: number } {
  const before = Number(body.beforeSeq ?? Infinity);
  const page = messages.filter(({ seq }) => seq < before).slice(-Number(body.limit ?? 50));
  return { messages: page, firstSeq: messages[0]?.seq ?? 0, lastSeq: conversation.lastSeq };
}

/** Each message changed since, once, as it is now, in the order of its last change. */
export function sync(
  { messages, conversation, receipts }: Omit<Stored, "receipts"> & Partial<Stored>,
  afterChange: number,
  limit: number,
) {
  const changed = messages
    .filter(({ changeSeq }) => changeSeq > afterChange)
    .sort((one, other) => one.changeSeq - other.changeSeq);
  const page = changed.slice(0, limit);
  const more = changed.length > limit;
  const last = page.at(-1)?.changeSeq ?? afterChange;
  const changeSeq = more ? last : conversation.changeSeq;
  return {
    conversation,
    messages: page,
    receipts: [...(receipts?.values() ?? [])],
    changeSeq,
    more,
  };
}

function senderOf({ id, role, name }: CallerView): Sender {
  const kind = role === "contact" ? "contact" : "agent";
  return { id, kind, ...(name !== undefined && { name }) };
}

/** The contact's messages past what any agent has read; whoever answers has read what stands above. */
function unreadOf({ messages, receipts }: Stored): number {
  const agents = [...receipts.values()].filter(({ reader }) => reader.kind === "agent");
  const answers = messages.filter(({ sender }) => sender.kind === "agent");
  const read = Math.max(
    0,
    ...agents.map(({ readSeq }) => readSeq),
    ...answers.map(({ seq }) => seq),
  );
  return messages.filter(({ seq, sender }) => sender.kind === "contact" && seq > read).length;
}

function lastMessageOf({ seq, content, sentAt, sender }: Message): ConversationLastMessage {
  const line = content.replace(/\s+/g, " ").trim();
  const preview = Array.from(line).slice(0, 120).join("").trimEnd();
  return { seq, preview, sentAt, senderKind: sender.kind };
}

function changesOf({ assigneeId, conversationId, ...rest }: UpdateConversation): Changes {
  if (assigneeId === undefined) return rest;
  if (assigneeId === null) return { ...rest, assignee: undefined };
  const agent = AGENTS.find(({ id }) => id === assigneeId);
  if (!agent) throw new Refusal(404);
  return { ...rest, assignee: { id: assigneeId, name: agent.name ?? "" } };
}
