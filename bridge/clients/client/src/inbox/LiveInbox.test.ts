import { describe, expect, it } from "vitest";
import { ADA, ORG } from "../../test/FakeServer";
import { newWorld } from "../../test/newWorld";
import type { InboxFilter, InboxStore } from "../api";

async function listed(count: number, filter: InboxFilter = {}) {
  const world = newWorld();
  const { client, clock, server } = world;
  for (let number = 1; number <= count; number++) {
    await clock.advance(1_000);
    server.seed(`c${number}`, 1);
  }
  client.start();
  const store = client.inbox(filter);
  const release = store.retain();
  await clock.advance(50);
  return { ...world, store, release };
}

function ids(store: InboxStore): string[] {
  return store.get().items.map(({ id }) => id);
}

describe("LiveInbox", () => {
  it("lists the newest first, and more when asked", async () => {
    const { store, clock } = await listed(70);
    expect(store.get()).toMatchObject({ phase: "ready", hasMore: true });
    expect(ids(store).slice(0, 2)).toEqual(["c70", "c69"]);
    void store.loadMore();
    void store.loadMore();
    expect(store.get().loadingMore).toBe(true);
    await clock.advance(10);
    expect(ids(store)).toHaveLength(70);
    expect(store.get()).toMatchObject({ hasMore: false, loadingMore: false });
  });

  it("moves up what changes, and adds what is new", async () => {
    const { store, clock, server } = await listed(3);
    server.say("c1", "again");
    await clock.advance(1_000);
    server.seed("c4", 1);
    await clock.advance(10);
    expect(ids(store)).toEqual(["c4", "c1", "c3", "c2"]);
  });

  it("drops an event older than what it holds", async () => {
    const { store, clock, server } = await listed(2);
    const old = server.conversations.get("c1")?.conversation;
    server.update("c1", { subject: "new" });
    await clock.advance(10);
    server.publish(`org:${ORG}:inbox`, {
      type: "conversation.changed",
      conversationId: "c1",
      conversation: old,
    });
    await clock.advance(10);
    expect(store.get().items.find(({ id }) => id === "c1")?.subject).toBe("new");
  });

  it("keeps to its filter as conversations come to match it and cease to", async () => {
    const { store, clock, server } = await listed(2, { status: "open" });
    server.publish(`org:${ORG}:inbox`, changed(server, "c1", { status: "resolved" }));
    await clock.advance(10);
    expect(ids(store)).toEqual(["c2"]);
    server.publish(`org:${ORG}:inbox`, changed(server, "c1", { status: "open" }));
    await clock.advance(10);
    expect(ids(store)).toEqual(["c2", "c1"]);
  });

  it("shows no conversation below its end that belongs to a later page", async () => {
    const { store, clock, server } = await listed(60);
    const conversation = { ...server.conversations.get("c1")?.conversation, unread: 0 };
    server.publish(`org:${ORG}:inbox`, {
      type: "conversation.changed",
      conversationId: "c1",
      conversation,
    });
    await clock.advance(10);
    expect(ids(store)).not.toContain("c1");
    void store.loadMore();
    await clock.advance(10);
    expect(ids(store).at(-1)).toBe("c1");
  });

  it("loads again after a reconnect, and forgets what no longer belongs to it", async () => {
    const { store, clock, server } = await listed(3, { status: "open" });
    server.socket.end(1006);
    await clock.advance(5);
    expect(store.get().phase).toBe("catchingUp");
    server.update("c1", { status: "resolved" });
    server.seed("c4", 1);
    expect(ids(store)).toEqual(["c3", "c2", "c1"]);
    await clock.advance(3_000);
    expect(ids(store)).toEqual(["c4", "c3", "c2"]);
    expect(store.get().phase).toBe("ready");
  });

  it("keeps what an event said while the list was being loaded", async () => {
    const { store, clock, server } = await listed(2, { status: "open" });
    server.socket.end(1006);
    // Until it has joined again, and the list has been read and its answer is on its way.
    while (server.requests("messaging.list").length < 2) await clock.advance(1);
    server.update("c1", { status: "resolved" });
    server.publish(`org:${ORG}:inbox`, changed(server, "c1", {}));
    await clock.advance(50);
    expect(ids(store)).toEqual(["c2"]);
  });

  it("tries again when the list cannot be had, and shows why", async () => {
    const world = newWorld();
    const { client, clock, server } = world;
    server.seed("c1", 1);
    server.answers = (address) => (address === "messaging.list" ? { status: 503 } : undefined);
    client.start();
    const store = client.inbox({});
    store.retain();
    await clock.advance(100);
    expect(store.get()).toMatchObject({ phase: "loading", problem: { code: "unavailable" } });
    server.answers = () => undefined;
    await clock.advance(5_000);
    expect(store.get()).toMatchObject({ phase: "ready", items: [{ id: "c1" }] });
    expect(store.get().problem).toBeUndefined();
  });

  it("asks the server again what a search finds when something new may match", async () => {
    const { store, clock, server } = await listed(2, { q: "parcel" });
    expect(ids(store)).toEqual([]);
    server.update("c1", { subject: "my parcel" });
    server.publish(`org:${ORG}:inbox`, changed(server, "c1", {}));
    await clock.advance(2_050);
    expect(ids(store)).toEqual(["c1"]);
    expect(store.get().phase).toBe("ready");
  });

  it("lists a contact's own conversations by their own feed", async () => {
    const world = newWorld();
    world.server.caller = { ...ADA, role: "contact" };
    world.client.start();
    world.client.inbox({}).retain();
    await world.clock.advance(50);
    expect([...world.server.socket.feeds]).toEqual([`org:${ORG}:user:${ADA.id}`]);
  });
});

function changed(
  server: Awaited<ReturnType<typeof listed>>["server"],
  id: string,
  changes: object,
): { type: string } {
  const stored = server.conversations.get(id);
  if (!stored) throw new Error(`no conversation ${id}`);
  const { changeSeq } = stored.conversation;
  stored.conversation = { ...stored.conversation, ...changes, changeSeq: changeSeq + 1 };
  const { conversation } = stored;
  return { type: "conversation.changed", ...{ conversationId: id, conversation } };
}
