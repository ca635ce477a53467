import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FakeServer } from "../../test/FakeServer";
import { ADA, GRACE, MIA } from "../../test/FakeServer";
import { newClient, newWorld } from "../../test/newWorld";
import type { Receipt } from "../generated/contract";
import { deliveryOf } from "./deliveryOf";
import { mergeReceipt } from "./mergeReceipt";

const SELF = { id: ADA.id, kind: "agent", name: "Ada" } as const;
const GRACE_READER = { id: GRACE.id, kind: "agent" } as const;

async function opened(messageCount: number) {
  const world = newWorld();
  const { client, clock, server } = world;
  server.seed("a", messageCount);
  client.start();
  const store = client.conversation("a");
  const release = store.retain();
  await clock.advance(1_000);
  return { ...world, store, release };
}

function marks(server: FakeServer) {
  return server.requests("receipts.mark").map(({ state, seq }) => [state, seq]);
}

describe("what the library says it has", () => {
  it("is the last message of others, once for many", async () => {
    const { clock, server } = await opened(3);
    expect(marks(server)).toEqual([["delivered", 3]]);
    for (const content of ["4", "5", "6"]) server.say("a", content);
    server.say("a", "mine", SELF);
    await clock.advance(1_000);
    expect(marks(server)).toEqual([
      ["delivered", 3],
      ["delivered", 6],
    ]);
  });

  it("is not said again when the server knows it, nor for nothing", async () => {
    const { client, clock, server } = newWorld();
    server.seed("a", 3);
    server.mark("a", SELF, "read", 3);
    server.seed("empty", 0);
    client.start();
    client.conversation("a").retain();
    client.conversation("empty").retain();
    await clock.advance(1_000);
    expect(marks(server)).toEqual([]);
  });
});

describe("what was read", () => {
  it("is said when the page says so, the highest only, and never less", async () => {
    const { store, clock, server } = await opened(5);
    store.markRead(2);
    store.markRead(4);
    store.markRead(3);
    await clock.advance(1_000);
    expect(marks(server)).toEqual([
      ["delivered", 5],
      ["read", 4],
    ]);
    store.markRead(1);
    await clock.advance(1_000);
    expect(marks(server)).toHaveLength(2);
    const conversation = store.get().conversation;
    expect(conversation?.unread).toBe(1);
  });

  it("is said again after a reconnect until the server has it", async () => {
    const { store, clock, server } = await opened(5);
    server.answers = (address) => (address === "receipts.mark" ? "silence" : undefined);
    store.markRead(5);
    await clock.advance(1_000);
    server.socket.end(1006);
    await clock.advance(10);
    server.answers = () => undefined;
    await clock.advance(20_000);
    expect(marks(server).at(-1)).toEqual(["read", 5]);
    expect(server.conversations.get("a")?.receipts.get(ADA.id)?.readSeq).toBe(5);
  });

  it("is known of oneself at once, and not before the server has said what it knows", async () => {
    const { client, clock, server } = newWorld();
    server.seed("a", 5);
    server.mark("a", SELF, "read", 3);
    server.answers = (address) => (address === "receipts.list" ? "silence" : undefined);
    client.start();
    const store = client.conversation("a");
    store.retain();
    await clock.advance(1_000);
    expect(store.get().rows).toHaveLength(5);
    expect(store.get().ownReadSeq).toBeUndefined();
    server.answers = () => undefined;
    server.socket.end(1006);
    await clock.advance(20_000);
    expect(store.get().ownReadSeq).toBe(3);
    store.markRead(4);
    expect(store.get().ownReadSeq).toBe(4);
    server.mark("a", SELF, "read", 5); // on another device
    await clock.advance(1_000);
    expect(store.get().ownReadSeq).toBe(5);
  });

  it("is never more than there is", async () => {
    const { store, clock, server } = await opened(2);
    store.markRead(99);
    await clock.advance(1_000);
    expect(marks(server).at(-1)).toEqual(["read", 2]);
  });

  it("by others comes by its event, and what was missed after a reconnect", async () => {
    const { store, clock, server } = await opened(2);
    server.say("a", "answer", SELF);
    server.mark("a", MIA, "delivered", 3);
    await clock.advance(10);
    const row = () => store.get().rows.at(-1);
    const delivery = () => deliveryOf(row() ?? expect.fail(), store.get().receipts);
    expect(delivery()).toBe("delivered");
    const [rowBefore, rowsBefore] = [row(), store.get().rows.length];
    server.socket.end(1006);
    server.mark("a", MIA, "read", 3);
    await clock.advance(20_000);
    expect(delivery()).toBe("read");
    expect(row()).toBe(rowBefore);
    expect(store.get().rows).toHaveLength(rowsBefore);
  });
});

describe("deliveryOf", () => {
  const receipt = (reader: Receipt["reader"], deliveredSeq: number, readSeq: number): Receipt => ({
    conversationId: "a",
    reader,
    deliveredSeq,
    readSeq,
  });
  const row = { state: "sent", seq: 5, sender: SELF } as const;

  it("counts the other side only: what a colleague has read was not read by the contact", () => {
    expect(deliveryOf(row, [receipt(GRACE_READER, 9, 9)])).toBe("sent");
    expect(deliveryOf(row, [receipt(MIA, 5, 4)])).toBe("delivered");
    expect(deliveryOf(row, [receipt(MIA, 5, 5)])).toBe("read");
    expect(deliveryOf({ ...row, sender: MIA }, [receipt(GRACE_READER, 5, 5)])).toBe("read");
  });

  it("says nothing of what is not sent", () => {
    expect(deliveryOf({ state: "failed", sender: SELF }, [receipt(MIA, 9, 9)])).toBe("failed");
  });
});

it("receipts merge to the same in whatever order and however often they come", () => {
  const reader = fc.constantFrom(MIA, GRACE_READER, SELF);
  const seq = fc.nat({ max: 9 });
  const receipt = fc.tuple(reader, seq, seq).map(([one, deliveredSeq, readSeq]) => ({
    conversationId: "a",
    reader: one,
    deliveredSeq,
    readSeq,
  }));
  const byReader = (receipts: Receipt[]) =>
    [...receipts].sort((one, other) => (one.reader.id < other.reader.id ? -1 : 1));
  fc.assert(
    fc.property(
      fc
        .array(receipt)
        .chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
      ([all, shuffled]) => {
        const once = all.reduce(mergeReceipt, []);
        const twice = [...shuffled, ...all].reduce(mergeReceipt, []);
        expect(byReader(twice)).toEqual(byReader(once));
        expect([...all].reduce(mergeReceipt, once)).toBe(once);
      },
    ),
  );
});

it("another caller's marks are not repeated for this one", async () => {
  const { client, clock, server, store } = await opened(3);
  store.markRead(3);
  await clock.advance(1_000);
  client.stop();
  server.caller = GRACE;
  const anew = newClient(clock, server);
  anew.start();
  anew.conversation("a").retain();
  await clock.advance(1_000);
  expect(marks(server).filter(([state]) => state === "read")).toHaveLength(1);
});
