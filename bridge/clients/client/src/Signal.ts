import type { Readable } from "./api";
import { tell } from "./tell";

/** A `Readable` with its writing end. */
export class Signal<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    tell(this.#listeners, value);
  }

  subscribe(listener: (value: T) => void): () => void {
    // A function of its own, so that a listener given twice is two listeners.
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }
}
