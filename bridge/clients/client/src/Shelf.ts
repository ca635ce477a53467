/** Stores that nobody retains are kept up to this number, so that going back shows them at once. */
const KEPT_COUNT = 30;

interface Retainable {
  readonly isRetained: boolean;
}

/** One store a key for as long as it is retained, and the last ones after that. */
export class Shelf<T extends Retainable> {
  readonly #stores = new Map<string, T>();

  /** The store of this key, which becomes the one last asked for. */
  take(key: string, create: () => T): T {
    const store = this.#stores.get(key) ?? create();
    this.#stores.delete(key);
    this.#stores.set(key, store);
    this.#clear(store);
    return store;
  }

  all(): T[] {
    return [...this.#stores.values()];
  }

  #clear(wanted: T): void {
    const idle = [...this.#stores].filter(([, store]) => !store.isRetained && store !== wanted);
    for (const [key] of idle.slice(0, Math.max(0, idle.length - KEPT_COUNT))) {
      this.#stores.delete(key);
    }
  }
}
