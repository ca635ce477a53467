import type { AccessToken, CallerView } from "../src/api";
import type { Conversation, Message, Sender } from "../src/generated/contract";
import { problemOfStatus } from "../src/problems";
import type { FakeClock } from "./FakeClock";
import { FakeSocket } from "./FakeSocket";

export const ORG = "0b0e7d5c-0000-7000-8000-000000000001";
export const ADA: CallerView = {
  id: "0b0e7d5c-0000-7000-8000-0000000000a1",
  org: ORG,
  role: "agent",
  name: "Ada",
};
export const MIA: Sender = { id: "0b0e7d5c-0000-7000-8000-0000000000c1", kind: "contact" };

interface Frame {
  type: string;
  address: string;
  body: Record<string, unknown>;
  replyAddress?: string;
}

interface Stored {
  conversation: Conversation;
  messages: Message[];
}

type Answer = "silence" | { status: number; retryAfterMs?: number };

/** The bridge protocol and messaging of the contract, in memory, with faults on demand. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** Every frame that came in, of all sockets. */
  readonly received: Frame[] = [];
  readonly conversations = new Map<string, Stored>();
  caller: CallerView = ADA;
  epoch = 1;
  tokenLifeMs = 900_000;
  validToken = "token-1";
  accepts = true;
  framesAreText = false;
  pongs = true;
  /** Decides about an event before it goes out; false: it is lost. */
  delivers: (event: { type: string; changeSeq?: number }) => boolean = () => true;
  /** How late an event's copies are, in milliseconds: none when it is lost, two when it is doubled. */
  copies: () => readonly number[] = () => [0];
  /** Decides about a request before it is answered. */
  answers: (address: string, body: Record<string, unknown>) => Answer | undefined = () => undefined;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** What a client is given as `webSocket`. */
  get webSocket(): typeof WebSocket {
    const connect = (url: string): FakeSocket => new FakeSocket(url, this, this.#clock);
    function WebSocketOfServer(url: string): FakeSocket {
      return connect(url);
    }
    return WebSocketOfServer as unknown as typeof WebSocket;
  }

  token = (): Promise<AccessToken> =>
    Promise.resolve({
      accessToken: this.validToken,
      expiresAt: new Date(this.#clock.now() + this.tokenLifeMs).toISOString(),
    });

  /** The live sockets. */
  get open(): FakeSocket[] {
    return this.sockets.filter(({ readyState }) => readyState === 1);
  }

  get socket(): FakeSocket {
    const socket = this.open.at(-1);
    if (!socket) throw new Error("no socket is open");
    return socket;
  }

  requests(address: string): Array<Record<string, unknown>> {
    return this.received.filter((frame) => frame.address === address).map(({ body }) => body);
  }

  receive(socket: FakeSocket, text: string): void {
    const frame = JSON.parse(text) as Frame;
    this.received.push(frame);
    if (frame.type === "ping") {
      if (this.pongs) socket.deliver({ type: "pong" });
      return;
    }
    if (frame.address === "session.auth") return this.#signIn(socket, frame);
    if (!socket.caller) return this.#refuse(socket, frame, { status: 401 });
    if (frame.type === "register") return this.#register(socket, frame);
    if (frame.type === "unregister") {
      socket.feeds.delete(frame.address);
      return;
    }
    this.#serve(socket, frame);
  }

  /** A conversation with as many messages of its contact as are asked for. */
  seed(id: string, messageCount: number): void {
    const now = new Date(this.#clock.now()).toISOString();
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
    });
    for (let count = 1; count <= messageCount; count++) this.say(id, `message ${count}`);
  }

  /** Stores a message, once for its id, and announces it. */
  say(id: string, content: string, sender: Sender = MIA, clientMessageId = `c-${id}-${content}`) {
    const stored = this.#stored(id);
    const known = stored.messages.find((message) => message.clientMessageId === clientMessageId);
    if (known) return known;
    const { conversation } = stored;
    const message: Message = {
      id: `m-${id}-${conversation.lastSeq + 1}`,
      conversationId: id,
      seq: conversation.lastSeq + 1,
      changeSeq: conversation.changeSeq + 1,
      clientMessageId,
      sender,
      content,
      sentAt: new Date(this.#clock.now()).toISOString(),
    };
    stored.messages.push(message);
    stored.conversation = {
      ...conversation,
      lastSeq: message.seq,
      changeSeq: message.changeSeq,
      updatedAt: message.sentAt,
    };
    this.#announce(id, { type: "message.sent", message });
    return message;
  }

  edit(id: string, seq: number, content: string): void {
    const stored = this.#stored(id);
    const changeSeq = stored.conversation.changeSeq + 1;
    const editedAt = new Date(this.#clock.now()).toISOString();
    stored.messages = stored.messages.map((message) =>
      message.seq === seq ? { ...message, content, editedAt, changeSeq } : message,
    );
    stored.conversation = { ...stored.conversation, changeSeq };
    const message = stored.messages.find((one) => one.seq === seq);
    this.#announce(id, { type: "message.edited", message });
  }

  update(id: string, changes: Partial<Conversation>): void {
    const stored = this.#stored(id);
    stored.conversation = {
      ...stored.conversation,
      ...changes,
      changeSeq: stored.conversation.changeSeq + 1,
      updatedAt: new Date(this.#clock.now()).toISOString(),
    };
    const { tags, priority, contact, unread, ...conversation } = stored.conversation;
    this.#announce(id, { type: "conversation.changed", conversation });
  }

  head(id: string): void {
    const { changeSeq, lastSeq } = this.#stored(id).conversation;
    this.publish(`org:${ORG}:conv:${id}`, {
      type: "feed.head",
      conversationId: id,
      lastSeq,
      changeSeq,
    });
  }

  publish(
    address: string,
    event: { type: string; changeSeq?: number; [key: string]: unknown },
  ): void {
    const body = { ...event, at: new Date(this.#clock.now()).toISOString() };
    for (const socket of this.open) {
      if (!socket.feeds.has(address) || !this.delivers(event)) continue;
      for (const delayMs of this.copies()) {
        socket.deliver({ type: "rec", address, body }, delayMs);
      }
    }
  }

  #announce(id: string, event: { type: string; [key: string]: unknown }): void {
    const { conversation } = this.#stored(id);
    const { changeSeq } = conversation;
    this.publish(`org:${ORG}:conv:${id}`, { ...event, conversationId: id, changeSeq });
    this.publish(`org:${ORG}:inbox`, {
      type: "conversation.changed",
      conversationId: id,
      conversation,
    });
  }

  #signIn(socket: FakeSocket, frame: Frame): void {
    const answer = this.answers("session.auth", frame.body);
    if (answer === "silence") return;
    if (answer) return this.#refuse(socket, frame, answer);
    if (frame.body["token"] !== this.validToken) {
      this.#refuse(socket, frame, { status: 401 });
      return socket.end(4401);
    }
    if (socket.caller && socket.caller.id !== this.caller.id) {
      return this.#refuse(socket, frame, { status: 409 });
    }
    socket.caller = this.caller;
    this.#reply(socket, frame, {
      caller: this.caller,
      expiresAt: new Date(this.#clock.now() + this.tokenLifeMs).toISOString(),
      contract: "1.0",
      epoch: this.epoch,
      heartbeatMs: 25_000,
      typing: { repeatMs: 2000, stopMs: 1000, expireMs: 4000 },
    });
  }

  #register(socket: FakeSocket, { address }: Frame): void {
    const id = address.split(":conv:")[1];
    const stored = id === undefined ? undefined : this.conversations.get(id);
    if (id !== undefined && !stored) {
      const message = JSON.stringify(problemOfStatus(404, "No such conversation."));
      return socket.deliver({ type: "err", address, failureCode: 404, message });
    }
    socket.feeds.add(address);
    const at = new Date(this.#clock.now()).toISOString();
    const head = stored && {
      conversationId: id,
      lastSeq: stored.conversation.lastSeq,
      changeSeq: stored.conversation.changeSeq,
    };
    socket.deliver({ type: "rec", address, body: { type: "feed.joined", at, ...head } });
  }

  #serve(socket: FakeSocket, frame: Frame): void {
    const answer = this.answers(frame.address, frame.body);
    if (answer === "silence") return;
    if (answer) return this.#refuse(socket, frame, answer);
    const { address, body } = frame;
    const id = String(body["conversationId"] ?? body["id"]);
    if (address === "messaging.list") return this.#reply(socket, frame, this.#list(body));
    if (address === "messaging.open") return this.#reply(socket, frame, this.#open(id, body));
    const stored = this.conversations.get(id);
    if (!stored) return this.#refuse(socket, frame, { status: 404 });
    if (address === "messaging.get") this.#reply(socket, frame, stored.conversation);
    else if (address === "messaging.history") this.#reply(socket, frame, history(stored, body));
    else if (address === "messaging.sync") {
      const after = Number(body["afterChange"]);
      if (after > stored.conversation.changeSeq) this.#refuse(socket, frame, { status: 409 });
      else this.#reply(socket, frame, sync(stored, after, Number(body["limit"] ?? 50)));
    } else if (address === "messaging.send") {
      const count = stored.messages.length;
      const { id: sender, name } = this.caller;
      const message = this.say(
        id,
        String(body["content"]),
        { id: sender, kind: "agent", ...(name !== undefined && { name }) },
        String(body["clientMessageId"]),
      );
      this.#reply(socket, frame, { message, duplicate: stored.messages.length === count });
    }
  }

  #open(id: string, body: Record<string, unknown>): Conversation {
    if (!this.conversations.has(id)) {
      this.seed(id, 0);
      const message = body["message"] as { clientMessageId: string; content: string } | undefined;
      const sender: Sender = { id: this.caller.id, kind: "contact" };
      if (message) this.say(id, message.content, sender, message.clientMessageId);
    }
    return this.#stored(id).conversation;
  }

  #list(body: Record<string, unknown>): unknown {
    const limit = Number(body["limit"] ?? 50);
    const all = [...this.conversations.values()]
      .map(({ conversation }) => conversation)
      .filter(({ status }) => body["status"] === undefined || status === body["status"])
      .filter(({ subject }) => typeof body["q"] !== "string" || subject?.includes(body["q"]))
      .sort((one, other) => (one.updatedAt > other.updatedAt ? -1 : 1));
    const from = Number(body["before"] ?? 0);
    const next = from + limit < all.length ? String(from + limit) : null;
    return { items: all.slice(from, from + limit), next };
  }

  #reply(socket: FakeSocket, { replyAddress }: Frame, body: unknown): void {
    socket.deliver({ type: "rec", address: replyAddress, body });
  }

  #refuse(socket: FakeSocket, frame: Frame, answer: Exclude<Answer, "silence">): void {
    const { status, retryAfterMs } = answer;
    const problem = {
      ...problemOfStatus(status, "Refused."),
      ...(retryAfterMs && { retryAfterMs }),
    };
    socket.deliver({
      type: "err",
      address: frame.replyAddress ?? frame.address,
      failureCode: status,
      failureType: "RECIPIENT_FAILURE",
      message: JSON.stringify(problem),
    });
  }

  #stored(id: string): Stored {
    const stored = this.conversations.get(id);
    if (!stored) throw new Error(`no conversation ${id}`);
    return stored;
  }
}

export function history(
  { messages, conversation }: Stored,
  body: { beforeSeq?: unknown; limit?: unknown },
): { messages: Message[]; firstSeq: number; lastSeq: number } {
  const before = Number(body.beforeSeq ?? Infinity);
  const page = messages.filter(({ seq }) => seq < before).slice(-Number(body.limit ?? 50));
  return { messages: page, firstSeq: messages[0]?.seq ?? 0, lastSeq: conversation.lastSeq };
}

/** Each message changed since, once, as it is now, in the order of its last change. */
export function sync({ messages, conversation }: Stored, afterChange: number, limit: number) {
  const changed = messages
    .filter(({ changeSeq }) => changeSeq > afterChange)
    .sort((one, other) => one.changeSeq - other.changeSeq);
  const page = changed.slice(0, limit);
  const more = changed.length > limit;
  const last = page.at(-1)?.changeSeq ?? afterChange;
  const changeSeq = more ? last : conversation.changeSeq;
  return { conversation, messages: page, receipts: [], changeSeq, more };
}
