import type { FeedEvent, FeedListener } from "../api";
import { backoff } from "../backoff";
import type { Clock, TimerHandle } from "../clock";
import type { ClientFrame } from "../connection/frames";
import type { Problem } from "../generated/contract";
import { tell } from "../tell";

/** The server answers a registration with `feed.joined`; without that it is repeated. */
const JOIN_TIMEOUT_MS = 10_000;
const RETRY_BASE_MS = 1_000;

interface Subscriber {
  listener: FeedListener;
  onRefused: ((problem: Problem) => void) | undefined;
}

interface Feed {
  subscribers: Set<Subscriber>;
  attempts: number;
  timer: TimerHandle | undefined;
}

/** Registers each address once for all who listen to it, and anew on each connection. */
export class FeedHub {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #send: (frame: ClientFrame) => void;
  readonly #feeds = new Map<string, Feed>();
  #isUp = false;

  constructor(clock: Clock, random: () => number, send: (frame: ClientFrame) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#send = send;
  }

  listen(
    address: string,
    listener: FeedListener,
    onRefused?: (problem: Problem) => void,
  ): () => void {
    const subscriber: Subscriber = { listener, onRefused };
    const feed = this.#feeds.get(address) ?? {
      subscribers: new Set<Subscriber>(),
      attempts: 0,
      timer: undefined,
    };
    this.#feeds.set(address, feed);
    feed.subscribers.add(subscriber);
    // Also when others listen already: a repeated registration brings the newcomer a `feed.joined`.
    if (this.#isUp) this.#register(address, feed);
    return () => {
      if (feed.subscribers.delete(subscriber) && feed.subscribers.size === 0) {
        this.#leave(address, feed);
      }
    };
  }

  up(): void {
    this.#isUp = true;
    for (const [address, feed] of this.#feeds) {
      feed.attempts = 0;
      this.#register(address, feed);
    }
  }

  down(): void {
    this.#isUp = false;
    for (const feed of this.#feeds.values()) this.#clock.clearTimeout(feed.timer ?? 0);
  }

  onFeed(address: string, body: unknown): void {
    const feed = this.#feeds.get(address);
    if (!feed || !isEvent(body)) return;
    if (body.type === "feed.joined") {
      feed.attempts = 0;
      this.#clock.clearTimeout(feed.timer ?? 0);
    }
    tell(
      [...feed.subscribers].map(({ listener }) => listener),
      body,
    );
  }

  onRefused(address: string, problem: Problem): void {
    const feed = this.#feeds.get(address);
    if (!feed) return;
    if (problem.status === 401) return; // the socket closes, and the next one registers again
    this.#clock.clearTimeout(feed.timer ?? 0);
    if (problem.retryable) {
      this.#registerIn(address, feed, (problem.retryAfterMs ?? 0) + this.#pauseMs(feed));
    } else {
      tell(
        [...feed.subscribers].map(
          ({ onRefused }) =>
            () =>
              onRefused?.(problem),
        ),
      );
    }
  }

  #register(address: string, feed: Feed): void {
    this.#send({ type: "register", address });
    this.#registerIn(address, feed, JOIN_TIMEOUT_MS + this.#pauseMs(feed));
  }

  #registerIn(address: string, feed: Feed, delayMs: number): void {
    this.#clock.clearTimeout(feed.timer ?? 0);
    feed.timer = this.#clock.setTimeout(() => this.#register(address, feed), delayMs);
  }

  #pauseMs(feed: Feed): number {
    return backoff(feed.attempts++, this.#random, RETRY_BASE_MS);
  }

  #leave(address: string, feed: Feed): void {
    this.#clock.clearTimeout(feed.timer ?? 0);
    if (this.#feeds.get(address) !== feed) return;
    this.#feeds.delete(address);
    if (this.#isUp) this.#send({ type: "unregister", address });
  }
}

function isEvent(body: unknown): body is FeedEvent {
  return (
    typeof body === "object" && body !== null && "type" in body && typeof body.type === "string"
  );
}
