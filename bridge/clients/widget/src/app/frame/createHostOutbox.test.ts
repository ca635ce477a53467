import type { OutboxEntry } from "@campfire/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createHostOutbox, type HostOutbox, type KeepUnsent } from "./createHostOutbox";

const ENTRY: OutboxEntry = {
  id: "m-1",
  owner: "org-1:contact-1",
  conversationId: "c-1",
  order: 1,
  state: "queued",
  command: {
    address: "messaging.send",
    body: { conversationId: "c-1", clientMessageId: "m-1", content: "hello" },
  },
};

let outbox: HostOutbox;
const keep = vi.fn<KeepUnsent>();

beforeEach(() => {
  vi.useFakeTimers();
  keep.mockClear();
  outbox = createHostOutbox();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createHostOutbox", () => {
  it("has kept an entry when the host page says so, and not before", async () => {
    outbox.recall([], keep);
    const resolved = vi.fn();
    const put = outbox.storage.put(ENTRY).then(resolved);
    await vi.advanceTimersByTimeAsync(0);
    expect(keep.mock.calls).toEqual([["m-1", 1, JSON.stringify(ENTRY)]]);
    outbox.stored(2);
    await vi.advanceTimersByTimeAsync(0);
    expect(resolved).not.toHaveBeenCalled();
    outbox.stored(1);
    await put;
    await outbox.storage.delete("m-1");
    expect(keep).toHaveBeenLastCalledWith("m-1", 2);
    expect(await outbox.storage.list(ENTRY.owner)).toEqual([]);
  });

  it("says that a host page that is silent has not kept it, and has it while the page lives", async () => {
    outbox.recall([], keep);
    const put = expect(outbox.storage.put(ENTRY)).rejects.toThrow("does not keep");
    await vi.advanceTimersByTimeAsync(1_000);
    await put;
    expect(await outbox.storage.list(ENTRY.owner)).toEqual([ENTRY]);
  });

  it("keeps in memory without a host page that can", async () => {
    await outbox.storage.put(ENTRY);
    expect(await outbox.storage.list(ENTRY.owner)).toEqual([ENTRY]);
  });

  it("takes back what is theirs, and nothing that is no entry", async () => {
    const damaged = [
      "",
      "null",
      '"text"',
      JSON.stringify({ ...ENTRY, id: 1 }),
      JSON.stringify({ ...ENTRY, order: "1" }),
      JSON.stringify({ ...ENTRY, state: "sent" }),
      JSON.stringify({ ...ENTRY, command: null }),
      JSON.stringify({ ...ENTRY, command: { address: "analytics.rate", body: {} } }),
      JSON.stringify({ ...ENTRY, command: { address: "messaging.send", body: "hello" } }),
    ];
    outbox.recall([...damaged, JSON.stringify(ENTRY)], keep);
    expect(await outbox.storage.list(ENTRY.owner)).toEqual([ENTRY]);
    expect(await outbox.storage.list("org-1:contact-2")).toEqual([]);
  });
});
