import { describe, expect, it } from "vitest";
import type { FakeServer } from "../../test/FakeServer";
import { ADA, GRACE, MIA } from "../../test/FakeServer";
import { newWorld } from "../../test/newWorld";

const SELF = { id: ADA.id, kind: "agent", name: "Ada" } as const;
const GRACE_TYPES = { id: GRACE.id, kind: "agent", name: "Grace" } as const;

async function opened() {
  const world = newWorld();
  const { client, clock, server } = world;
  server.seed("a", 1);
  client.start();
  const store = client.conversation("a");
  const release = store.retain();
  await clock.advance(50);
  return { ...world, store, release };
}

function said(server: FakeServer): unknown[] {
  return server.requests("presence.typing").map(({ typing }) => typing);
}

describe("typing oneself", () => {
  it("is said at once, again as often as the server wants it, and that it has stopped", async () => {
    const { store, clock, server } = await opened();
    for (let key = 0; key < 50; key++) {
      store.typing();
      await clock.advance(100);
    }
    expect(said(server)).toEqual([true, true, true]);
    await clock.advance(999);
    expect(said(server)).toEqual([true, true, true, false]);
    await clock.advance(60_000);
    expect(said(server)).toHaveLength(4);
  });

  it("ends with the send, and when the draft is left, once", async () => {
    const { store, clock, server } = await opened();
    store.typing();
    store.send("hello");
    store.stopTyping();
    await clock.advance(5_000);
    expect(said(server)).toEqual([true, false]);
    store.typing();
    store.stopTyping();
    await clock.advance(10);
    expect(said(server)).toEqual([true, false, true, false]);
  });

  it("is not kept for later while there is no connection", async () => {
    const { store, clock, server } = await opened();
    server.socket.end(1006);
    await clock.advance(5);
    store.typing();
    await clock.advance(60_000);
    expect(said(server)).toEqual([]);
  });
});

describe("others who type", () => {
  it("are all who do, without oneself", async () => {
    const { store, clock, server } = await opened();
    server.tellTypists("a", [SELF, GRACE_TYPES, MIA]);
    await clock.advance(5);
    expect(store.get().typists).toEqual([GRACE_TYPES, MIA]);
    server.tellTypists("a", [SELF]);
    await clock.advance(5);
    expect(store.get().typists).toEqual([]);
  });

  it("end by themselves when nobody says it again", async () => {
    const { store, clock, server } = await opened();
    server.tellTypists("a", [MIA]);
    await clock.advance(3_000);
    server.tellTypists("a", [MIA]);
    await clock.advance(3_000);
    expect(store.get().typists).toEqual([MIA]);
    await clock.advance(1_100);
    expect(store.get().typists).toEqual([]);
  });

  it("are gone when their message is there, and when the connection is not", async () => {
    const { store, clock, server } = await opened();
    server.tellTypists("a", [GRACE_TYPES, MIA]);
    await clock.advance(5);
    server.say("a", "hello");
    await clock.advance(5);
    expect(store.get().typists).toEqual([GRACE_TYPES]);
    server.socket.end(1006);
    await clock.advance(5);
    expect(store.get().typists).toEqual([]);
  });
});
