import type { Backend } from "./Backend";
import { backoff } from "./backoff";
import type { TimerHandle } from "./clock";
import type { Problem } from "./generated/contract";
import { toProblem } from "./problems";

const RETRY_BASE_MS = 1_000;

export interface CatchUpSteps {
  /** Whether something is still to be asked for. */
  isBehind(): boolean;
  /** Asks for some of it; `isCurrent` turns false when the answer has become nobody's. */
  step(isCurrent: () => boolean): Promise<void>;
  /** A step failed; true to try again after a pause. */
  failed(problem: Problem): boolean;
  /** It began, ended or failed. */
  changed(): void;
}

/** Asks until nothing is missing: one question at a time, again after failures, until cancelled. */
export class CatchUp {
  readonly #backend: Backend;
  readonly #steps: CatchUpSteps;
  #runId = 0;
  #isRunning = false;
  #failures = 0;
  #timer: TimerHandle | undefined;
  #endTask: (() => void) | undefined;

  constructor(backend: Backend, steps: CatchUpSteps) {
    this.#backend = backend;
    this.#steps = steps;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Shows the connection as catching up from now until all is there. */
  expect(): void {
    this.#endTask ??= this.#backend.connection.catchUp();
  }

  run(): void {
    if (!this.#isRunning) void this.#loop(++this.#runId);
  }

  cancel(): void {
    this.#runId++;
    this.#isRunning = false;
    this.#failures = 0;
    this.#backend.clock.clearTimeout(this.#timer ?? 0);
    this.#end();
  }

  async #loop(runId: number): Promise<void> {
    const isCurrent = (): boolean => runId === this.#runId;
    this.#isRunning = true;
    if (this.#steps.isBehind()) this.#steps.changed();
    while (this.#steps.isBehind()) {
      try {
        await this.#steps.step(isCurrent);
        if (!isCurrent()) return;
        this.#failures = 0;
      } catch (error) {
        if (!isCurrent()) return;
        const problem = toProblem(error);
        if (!this.#steps.failed(problem)) break;
        await this.#pause(problem);
        if (!isCurrent()) return;
      }
    }
    this.#isRunning = false;
    this.#end();
    this.#steps.changed();
  }

  #pause({ retryAfterMs = 0 }: Problem): Promise<void> {
    const { clock, random } = this.#backend;
    const delayMs = retryAfterMs + backoff(this.#failures++, random, RETRY_BASE_MS);
    return new Promise((resolve) => {
      this.#timer = clock.setTimeout(resolve, delayMs);
    });
  }

  #end(): void {
    this.#endTask?.();
    this.#endTask = undefined;
  }
}
