import type { Clock, TimerHandle } from "./clock";
import type { TimerOrder } from "./heartbeatWorker";

export interface OwnedClock extends Clock {
  /** Ends all timers and the worker; the clock can be used again. */
  close(): void;
}

interface Timer {
  callback: () => void;
  dueAt: number;
  /** Set once the timer runs here and not in the worker. */
  local?: ReturnType<typeof setTimeout>;
}

/** The real time, with timers that keep their time in hidden tabs where workers are available. */
export function createWorkerClock(): OwnedClock {
  const timers = new Map<TimerHandle, Timer>();
  let lastHandle = 0;
  let worker: Worker | undefined;
  let workers = typeof Worker === "function";

  function fire(handle: TimerHandle): void {
    const timer = timers.get(handle);
    timers.delete(handle);
    timer?.callback();
  }

  function runHere(handle: TimerHandle, timer: Timer): void {
    timer.local = setTimeout(() => fire(handle), Math.max(0, timer.dueAt - Date.now()));
  }

  /** A page may forbid workers, or not serve the file: its timers then run here. */
  function giveUpWorkers(): void {
    workers = false;
    worker?.terminate();
    worker = undefined;
    for (const [handle, timer] of timers) runHere(handle, timer);
  }

  function workerFor(): Worker | undefined {
    if (!workers || worker) return worker;
    try {
      worker = new Worker(new URL("./heartbeatWorker.ts", import.meta.url), { type: "module" });
      worker.onmessage = (event: MessageEvent<TimerHandle>) => fire(event.data);
      worker.onerror = giveUpWorkers;
    } catch {
      workers = false;
    }
    return worker;
  }

  return {
    now: () => Date.now(),
    setTimeout(callback, delayMs) {
      const handle = ++lastHandle;
      const timer = { callback, dueAt: Date.now() + delayMs };
      timers.set(handle, timer);
      const running = workerFor();
      if (running) running.postMessage({ handle, delayMs } satisfies TimerOrder);
      else runHere(handle, timer);
      return handle;
    },
    clearTimeout(handle) {
      const timer = timers.get(handle);
      if (!timer) return;
      timers.delete(handle);
      clearTimeout(timer.local);
      worker?.postMessage({ handle } satisfies TimerOrder);
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer.local);
      timers.clear();
      worker?.terminate();
      worker = undefined;
    },
  };
}
