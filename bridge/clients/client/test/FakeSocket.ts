import type { CallerView } from "../src/api";
import type { FakeClock } from "./FakeClock";
import type { FakeServer } from "./FakeServer";

const LATENCY_MS = 1;

/** A WebSocket whose other end is a `FakeServer`. */
export class FakeSocket {
  binaryType = "blob";
  readyState = 0;
  caller: CallerView | undefined;
  /** Nothing comes through any more, in neither direction, and nobody is told. */
  isHalfOpen = false;
  readonly feeds = new Set<string>();
  readonly #server: FakeServer;
  readonly #clock: FakeClock;
  readonly #listeners = new Map<string, Array<(event: unknown) => void>>();

  constructor(
    readonly url: string,
    server: FakeServer,
    clock: FakeClock,
  ) {
    this.#server = server;
    this.#clock = clock;
    server.sockets.push(this);
    clock.setTimeout(() => {
      if (!server.accepts) return this.end(1006);
      this.readyState = 1;
      this.#fire("open", {});
    }, LATENCY_MS);
  }

  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  /** The client sends. */
  send(text: string): void {
    if (this.readyState === 0) throw new Error("InvalidStateError");
    this.#later(() => this.#server.receive(this, text));
  }

  /** The client closes; on a half-open connection the answer to that never comes. */
  close(): void {
    this.readyState = this.isHalfOpen ? 2 : 3;
  }

  /** The server sends, a binary frame as the Vert.x bridge does. */
  deliver(frame: unknown, delayMs = 0): void {
    const text = JSON.stringify(frame);
    const data = this.#server.framesAreText ? text : new TextEncoder().encode(text).buffer;
    this.#later(() => this.#fire("message", { data }), delayMs);
  }

  /** The server closes. */
  end(code: number): void {
    this.#clock.setTimeout(() => {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#fire("close", { code });
    }, LATENCY_MS);
  }

  #later(run: () => void, delayMs = 0): void {
    this.#clock.setTimeout(() => {
      if (this.readyState === 1 && !this.isHalfOpen) run();
    }, LATENCY_MS + delayMs);
  }

  #fire(type: string, event: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
