import { afterEach, describe, expect, it, vi } from "vitest";
import { browserTabs, type OutboxNews } from "./OutboxTabs";

const NEWS: OutboxNews = { type: "changed", owner: "org:ada" };

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("browserTabs", () => {
  it("tells the other tabs, and not its own", async () => {
    const one = browserTabs();
    const other = browserTabs();
    const own: OutboxNews[] = [];
    one.onNews((news) => own.push(news));
    const heard = new Promise((resolve) => other.onNews(resolve));
    one.tell(NEWS);
    await expect(heard).resolves.toEqual(NEWS);
    expect(own).toEqual([]);
  });

  it("holds the browser's lock while it works", async () => {
    const held: string[] = [];
    const request = async (name: string, work: () => Promise<void>) => {
      held.push(`${name} taken`);
      await work();
      held.push(`${name} free`);
    };
    vi.stubGlobal("navigator", { locks: { request } });
    await browserTabs().exclusively("outbox", () => {
      held.push("work");
      return Promise.resolve();
    });
    expect(held).toEqual(["outbox taken", "work", "outbox free"]);
  });

  it("works where the browser refuses the lock, and only there", async () => {
    const refuse = () => Promise.reject(new DOMException("no storage", "SecurityError"));
    vi.stubGlobal("navigator", { locks: { request: refuse } });
    const work = vi.fn(() => Promise.resolve());
    await browserTabs().exclusively("outbox", work);
    expect(work).toHaveBeenCalledOnce();

    vi.stubGlobal("navigator", {
      locks: { request: (_: string, run: () => Promise<void>) => run() },
    });
    const fails = vi.fn(() => Promise.reject(new Error("work failed")));
    await expect(browserTabs().exclusively("outbox", fails)).rejects.toThrow("work failed");
    expect(fails).toHaveBeenCalledOnce();
  });

  it("works without locks and channels", async () => {
    vi.stubGlobal("navigator", {});
    vi.stubGlobal("BroadcastChannel", undefined);
    const tabs = browserTabs();
    let hasWorked = false;
    tabs.tell(NEWS);
    await tabs.exclusively("outbox", () => {
      hasWorked = true;
      return Promise.resolve();
    });
    expect(hasWorked).toBe(true);
  });
});
