import type { Clock, TimerHandle } from "../clock";
import type { Problem } from "../generated/contract";
import { ProblemError } from "../ProblemError";
import { readProblem, unavailable } from "../problems";
import { readFrame, type ClientFrame, type ServerFrame } from "./frames";

const CONNECT_TIMEOUT_MS = 10_000;
const PONG_TIMEOUT_MS = 10_000;
/** A timer this late means that the machine slept: what it was to judge is not to be judged. */
const OVERSLEPT_MS = 2_000;
const ABNORMAL = 1006;

export interface LinkEvents {
  onFeed(address: string, body: unknown): void;
  onRefused(address: string, problem: Problem): void;
  /** Once, with the close code; not after `close`. */
  onLost(code: number): void;
}

interface PendingReply {
  resolve(body: unknown): void;
  reject(error: ProblemError): void;
  timer: TimerHandle;
}

/** One socket from opening to closing: requests with replies, feed frames, and whether it lives. */
export class Link {
  /** Rejects with `unavailable` when the socket closes before it has opened. */
  readonly opened: Promise<void>;
  readonly #clock: Clock;
  readonly #socket: WebSocket;
  readonly #events: LinkEvents;
  readonly #replies = new Map<string, PendingReply>();
  #requestCount = 0;
  #closed = false;
  #heardAt = 0;
  #pongTimer: TimerHandle | undefined;
  #pingTimer: TimerHandle | undefined;

  constructor(socket: WebSocket, clock: Clock, events: LinkEvents) {
    this.#clock = clock;
    this.#events = events;
    this.#socket = socket;
    // The server sends binary frames; other bridges send text.
    socket.binaryType = "arraybuffer";
    this.opened = new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => this.#lose(ABNORMAL), CONNECT_TIMEOUT_MS);
      socket.addEventListener("open", () => {
        clock.clearTimeout(timer);
        resolve();
      });
      this.#failOpening = () => {
        clock.clearTimeout(timer);
        reject(unavailable("The server cannot be reached."));
      };
    });
    this.opened.catch(() => undefined); // whoever awaits it hears of it
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#lose(event.code));
    // An error is always followed by a close; without a listener some implementations throw.
    socket.addEventListener("error", () => undefined);
  }

  #failOpening: () => void = () => undefined;

  send(frame: ClientFrame): void {
    if (!this.#closed) this.#socket.send(JSON.stringify(frame));
  }

  /** Rejects with the server's problem, or `unavailable` when the reply does not come. */
  request(address: string, body: unknown, timeoutMs: number): Promise<unknown> {
    if (this.#closed) return Promise.reject(connectionLost());
    const replyAddress = `r${++this.#requestCount}`;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.setTimeout(() => {
        this.#replies.delete(replyAddress);
        reject(unavailable("The server did not answer in time."));
        // Perhaps nothing gets through; the next heartbeat may be half a minute away.
        if (this.#pongTimer === undefined) this.check();
      }, timeoutMs);
      this.#replies.set(replyAddress, { resolve, reject, timer });
      this.send({ type: "send", address, body, replyAddress });
    });
  }

  /** Pings from now on, and calls `beat` each time. */
  startHeartbeat(everyMs: number, beat: () => void): void {
    this.#clock.clearTimeout(this.#pingTimer ?? 0);
    this.#pingTimer = this.#clock.setTimeout(() => {
      this.check();
      this.startHeartbeat(everyMs, beat);
      beat();
    }, everyMs);
  }

  /** Pings; a socket that then stays silent is half open, and lost. */
  check(timeoutMs: number = PONG_TIMEOUT_MS): void {
    if (this.#closed) return;
    const pingedAt = this.#clock.now();
    this.send({ type: "ping" });
    this.#clock.clearTimeout(this.#pongTimer ?? 0);
    this.#pongTimer = this.#clock.setTimeout(() => {
      this.#pongTimer = undefined;
      if (this.#heardAt >= pingedAt) return;
      if (this.#clock.now() - pingedAt > timeoutMs + OVERSLEPT_MS) this.check(timeoutMs);
      else this.#lose(ABNORMAL);
    }, timeoutMs);
  }

  /** Ends it without telling `onLost`. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#clock.clearTimeout(this.#pingTimer ?? 0);
    this.#clock.clearTimeout(this.#pongTimer ?? 0);
    this.#failOpening();
    for (const reply of this.#replies.values()) {
      this.#clock.clearTimeout(reply.timer);
      reply.reject(connectionLost());
    }
    this.#replies.clear();
    this.#socket.close(1000);
  }

  /** Does not wait for the other side's close, which never comes on a half-open connection. */
  #lose(code: number): void {
    if (this.#closed) return;
    this.close();
    this.#events.onLost(code);
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    this.#heardAt = this.#clock.now();
    const frame = readFrame(data);
    if (frame?.address === undefined) return; // a pong, or what a newer server says
    const reply = this.#replies.get(frame.address);
    if (reply) {
      this.#replies.delete(frame.address);
      this.#clock.clearTimeout(reply.timer);
      if (frame.type === "err") reply.reject(new ProblemError(problemOf(frame)));
      else reply.resolve(frame.body);
    } else if (frame.type === "err") {
      this.#events.onRefused(frame.address, problemOf(frame));
    } else if (frame.type === "rec") {
      this.#events.onFeed(frame.address, frame.body);
    }
  }
}

function connectionLost(): ProblemError {
  return unavailable("The connection was lost.");
}

/** The `message` of an error frame is the problem as JSON text. */
function problemOf(frame: ServerFrame): Problem {
  const status = frame.failureCode ?? 500;
  try {
    return readProblem(JSON.parse(frame.message ?? ""), status);
  } catch {
    return readProblem(frame.message, status);
  }
}
