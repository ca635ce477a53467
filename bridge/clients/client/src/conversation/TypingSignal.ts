import type { Backend } from "../Backend";
import type { TimerHandle } from "../clock";

/** Says that one types, as seldom as the server wants to hear it, and that one has stopped. */
export class TypingSignal {
  readonly #conversationId: string;
  readonly #backend: Backend;
  #saidAt: number | undefined;
  #stopTimer: TimerHandle | undefined;

  constructor(conversationId: string, backend: Backend) {
    this.#conversationId = conversationId;
    this.#backend = backend;
  }

  /** A key was pressed. */
  key(): void {
    const { clock, connection } = this.#backend;
    const { repeatMs, stopMs } = connection.typing;
    if (this.#saidAt === undefined || clock.now() - this.#saidAt >= repeatMs) {
      this.#saidAt = clock.now();
      this.#say(true);
    }
    clock.clearTimeout(this.#stopTimer ?? 0);
    this.#stopTimer = clock.setTimeout(() => this.stop(), stopMs);
  }

  stop(): void {
    this.#backend.clock.clearTimeout(this.#stopTimer ?? 0);
    if (this.#saidAt === undefined) return;
    this.#saidAt = undefined;
    this.#say(false);
  }

  /** What was lost is not made up for: the server forgets a signal by itself. */
  #say(typing: boolean): void {
    const { connection } = this.#backend;
    if (!connection.caller) return;
    const body = { conversationId: this.#conversationId, typing };
    connection.request("presence.typing", body).catch(() => undefined);
  }
}
