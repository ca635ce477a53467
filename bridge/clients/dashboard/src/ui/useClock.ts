import { useCallback, useSyncExternalStore } from "react";

/** One timer for each pace, running only while somebody looks at it. */
class Ticker {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.listeners.forEach((tell) => tell()), this.everyMs);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };
}

const bySecond = new Ticker(1_000);
const slowly = new Ticker(15_000);

/**
 * A text that depends on the present and is written anew as time passes. Only a changed text renders again,
 * so a list of a hundred times costs a hundred comparisons every 15 s (every second with `seconds`).
 */
export function useClock(write: (now: number) => string, seconds = false): string {
  const snapshot = useCallback(() => write(Date.now()), [write]);
  return useSyncExternalStore((seconds ? bySecond : slowly).subscribe, snapshot);
}
