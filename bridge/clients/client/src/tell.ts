/** Calls each listener; one that throws keeps none of the others from hearing it. */
export function tell<A extends unknown[]>(
  listeners: Iterable<(...args: A) => void>,
  ...args: A
): void {
  for (const listener of [...listeners]) {
    try {
      listener(...args);
    } catch (error) {
      // To the page's own error handling, where the author of the listener looks.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
