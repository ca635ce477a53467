import type { Clock, TimerHandle } from "../clock";
import type { Typist } from "../generated/contract";

const NOBODY: Typist[] = [];

/** Who else types, for as long as somebody says so. */
export class Typists {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #typists = NOBODY;
  #timer: TimerHandle | undefined;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  get(): Typist[] {
    return this.#typists;
  }

  /** All who type now, oneself among them; said again within `expireMs` while they go on. */
  heard(typists: readonly Typist[], ownId: string, expireMs: number): void {
    this.#clock.clearTimeout(this.#timer ?? 0);
    this.#set(typists.filter(({ id }) => id !== ownId));
    if (this.#typists.length > 0) {
      this.#timer = this.#clock.setTimeout(() => this.#set(NOBODY), expireMs);
    }
  }

  /** Their message is there, which is what they were typing. */
  wrote(id: string): void {
    this.#set(this.#typists.filter((typist) => typist.id !== id));
  }

  clear(): void {
    this.#clock.clearTimeout(this.#timer ?? 0);
    this.#set(NOBODY);
  }

  #set(typists: Typist[]): void {
    if (JSON.stringify(typists) === JSON.stringify(this.#typists)) return;
    this.#typists = typists.length > 0 ? typists : NOBODY;
    this.#changed();
  }
}
