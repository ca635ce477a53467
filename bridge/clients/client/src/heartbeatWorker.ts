/**
 * Timers in a worker: browsers run those of a hidden page as seldom as once a minute, which is too
 * seldom for the heartbeat.
 */
export interface TimerOrder {
  handle: number;
  /** Milliseconds; absent to call the timer off. */
  delayMs?: number;
}

const running = new Map<number, ReturnType<typeof setTimeout>>();

globalThis.addEventListener("message", (event: MessageEvent<TimerOrder>) => {
  const { handle, delayMs } = event.data;
  clearTimeout(running.get(handle));
  running.delete(handle);
  if (delayMs === undefined) return;
  const timer = setTimeout(() => {
    running.delete(handle);
    // A worker's postMessage takes no target origin; the page's typings do not know workers.
    (globalThis as unknown as { postMessage(handle: number): void }).postMessage(handle);
  }, delayMs);
  running.set(handle, timer);
});
