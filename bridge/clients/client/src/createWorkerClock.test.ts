import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWorkerClock } from "./createWorkerClock";
import type { TimerOrder } from "./heartbeatWorker";

/** A worker whose timers run when the test says so. */
class FakeWorker {
  static last: FakeWorker | undefined;
  readonly orders: TimerOrder[] = [];
  isTerminated = false;
  onmessage: ((event: { data: number }) => void) | undefined;
  onerror: (() => void) | undefined;

  constructor(readonly url: URL) {
    FakeWorker.last = this;
  }

  postMessage(order: TimerOrder): void {
    this.orders.push(order);
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  FakeWorker.last = undefined;
});

describe("createWorkerClock", () => {
  it("lets a worker of its own file keep the time", () => {
    vi.stubGlobal("Worker", FakeWorker);
    const clock = createWorkerClock();
    const fired: string[] = [];
    const first = clock.setTimeout(() => fired.push("first"), 25_000);
    const second = clock.setTimeout(() => fired.push("second"), 10_000);
    clock.clearTimeout(second);
    const worker = FakeWorker.last;
    expect(worker?.url.pathname).toMatch(/heartbeatWorker/);
    expect(worker?.orders).toEqual([
      { handle: first, delayMs: 25_000 },
      { handle: second, delayMs: 10_000 },
      { handle: second },
    ]);
    worker?.onmessage?.({ data: first });
    worker?.onmessage?.({ data: first });
    worker?.onmessage?.({ data: second });
    expect(fired).toEqual(["first"]);
    clock.close();
    expect(worker?.isTerminated).toBe(true);
  });

  it("goes on by itself, with the time that is left, when the worker cannot run", () => {
    vi.stubGlobal("Worker", FakeWorker);
    const clock = createWorkerClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push("first"), 1_000);
    vi.advanceTimersByTime(400);
    FakeWorker.last?.onerror?.();
    clock.setTimeout(() => fired.push("second"), 1_000);
    vi.advanceTimersByTime(600);
    expect(fired).toEqual(["first"]);
    vi.advanceTimersByTime(400);
    expect(fired).toEqual(["first", "second"]);
  });

  it("needs no worker", () => {
    const clock = createWorkerClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push("kept"), 10);
    clock.clearTimeout(clock.setTimeout(() => fired.push("cleared"), 10));
    vi.advanceTimersByTime(10);
    clock.setTimeout(() => fired.push("closed"), 10);
    clock.close();
    vi.advanceTimersByTime(10);
    expect(fired).toEqual(["kept"]);
  });

  it("survives a page that may not start workers", () => {
    vi.stubGlobal("Worker", function Forbidden() {
      throw new DOMException("no", "SecurityError");
    });
    const clock = createWorkerClock();
    const fired: string[] = [];
    clock.setTimeout(() => fired.push("fired"), 10);
    vi.advanceTimersByTime(10);
    expect(fired).toEqual(["fired"]);
  });
});
