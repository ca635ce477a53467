import type { Clock, TimerHandle } from "../src/clock";

/** Time that stands still until told otherwise. */
export class FakeClock implements Clock {
  #now = Date.parse("2026-11-23T12:00:00.000Z");
  #lastHandle = 0;
  readonly #timers = new Map<TimerHandle, { at: number; callback: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, delayMs: number): TimerHandle {
    const handle = ++this.#lastHandle;
    this.#timers.set(handle, { at: this.#now + Math.max(0, delayMs), callback });
    return handle;
  }

  clearTimeout(handle: TimerHandle): void {
    this.#timers.delete(handle);
  }

  get timerCount(): number {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer, with everything that follows from each. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#nextUntil(until); next; next = this.#nextUntil(until)) {
      const [handle, timer] = next;
      this.#timers.delete(handle);
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
      await settle();
    }
    this.#now = until;
  }

  /** The machine sleeps: time passes and no timer runs; afterwards all that are due do. */
  async sleep(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  /** The machine sleeps, and its timers' clock with it: afterwards they wait for what was left. */
  hibernate(ms: number): void {
    this.#now += ms;
    for (const timer of this.#timers.values()) timer.at += ms;
  }

  #nextUntil(until: number): [TimerHandle, { at: number; callback: () => void }] | undefined {
    return [...this.#timers]
      .filter(([, { at }]) => at <= until)
      .sort(([, one], [, other]) => one.at - other.at)[0];
  }
}

/** Until promises, and the IndexedDB of the tests, have come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
