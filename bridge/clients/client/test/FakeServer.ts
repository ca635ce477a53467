import type { AccessToken, CallerView } from "../src/api";
import { problemOfStatus } from "../src/problems";
import { FakeSocket } from "./FakeSocket";
import { ADA, FakeTables, Refusal, type Event } from "./FakeTables";

export { ADA, GRACE, MIA, ORG } from "./FakeTables";

interface Frame {
  type: string;
  address: string;
  body: Record<string, unknown>;
  replyAddress?: string;
}

type Answer = "silence" | { status: number; retryAfterMs?: number };

/** The bridge protocol and messaging of the contract, in memory, with faults on demand. */
export class FakeServer extends FakeTables {
  readonly sockets: FakeSocket[] = [];
  /** Every frame that came in, of all sockets. */
  readonly received: Frame[] = [];
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
  copies: (address: string) => readonly number[] = () => [0];
  /** Decides about a request before it is answered. */
  answers: (address: string, body: Record<string, unknown>) => Answer | undefined = () => undefined;
  /** What a client is given as `webSocket`. */
  get webSocket(): typeof WebSocket {
    const connect = (url: string): FakeSocket => new FakeSocket(url, this, this.clock);
    function WebSocketOfServer(url: string): FakeSocket {
      return connect(url);
    }
    return WebSocketOfServer as unknown as typeof WebSocket;
  }

  token = (): Promise<AccessToken> =>
    Promise.resolve({
      accessToken: this.validToken,
      expiresAt: new Date(this.clock.now() + this.tokenLifeMs).toISOString(),
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

  override publish(address: string, event: Event): void {
    const body = { ...event, at: this.now() };
    for (const socket of this.open) {
      if (!socket.feeds.has(address) || !this.delivers(event)) continue;
      for (const delayMs of this.copies(address)) {
        socket.deliver({ type: "rec", address, body }, delayMs);
      }
    }
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
      expiresAt: new Date(this.clock.now() + this.tokenLifeMs).toISOString(),
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
    const at = new Date(this.clock.now()).toISOString();
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
    try {
      this.#reply(socket, frame, this.answer(this.caller, frame.address, frame.body));
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.#refuse(socket, frame, refusal);
    }
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
}
