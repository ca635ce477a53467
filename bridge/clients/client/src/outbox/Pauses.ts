import { backoff } from "../backoff";
import type { Clock, TimerHandle } from "../clock";

const RETRY_BASE_MS = 1_000;

interface Pause {
  attempts: number;
  timer?: TimerHandle;
}

/** Conversations whose sending rests after a failure, longer with each in a row. */
export class Pauses {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #pauses = new Map<string, Pause>();

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  has(conversationId: string): boolean {
    return this.#pauses.get(conversationId)?.timer !== undefined;
  }

  /** Calls `over` after `atLeastMs` and a share of its own. */
  begin(conversationId: string, atLeastMs: number, over: () => void): void {
    const attempts = this.#pauses.get(conversationId)?.attempts ?? 0;
    const pause: Pause = { attempts: attempts + 1 };
    pause.timer = this.#clock.setTimeout(
      () => {
        delete pause.timer;
        over();
      },
      atLeastMs + backoff(attempts, this.#random, RETRY_BASE_MS),
    );
    this.#pauses.set(conversationId, pause);
  }

  end(conversationId: string): void {
    this.#clock.clearTimeout(this.#pauses.get(conversationId)?.timer ?? 0);
    this.#pauses.delete(conversationId);
  }

  endAll(): void {
    for (const conversationId of [...this.#pauses.keys()]) this.end(conversationId);
  }
}
