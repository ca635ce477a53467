import { describe, expect, it } from "vitest";
import { ADA, MIA, ORG } from "../../test/FakeServer";
import { newWorld, type World } from "../../test/newWorld";
import type { ConversationState, ConversationStore } from "../api";

const HELLO = "hello";

async function opened(messageCount: number, world = newWorld()) {
  const { client, clock, server } = world;
  server.seed("a", messageCount);
  client.start();
  const store = client.conversation("a");
  const release = store.retain();
  await clock.advance(50);
  return { ...world, store, release };
}

function contents(store: ConversationStore): string[] {
  return store.get().rows.map(({ content }) => content);
}

function table({ server }: World, id = "a"): string[] {
  return server.conversations.get(id)?.messages.map(({ content }) => content) ?? [];
}

function states(store: ConversationStore): string[] {
  return store.get().rows.map(({ state }) => state);
}

describe("LiveConversation", () => {
  it("loads the newest page, and says whether there are older ones", async () => {
    const { store } = await opened(60);
    expect(store.get()).toMatchObject({
      phase: "ready",
      hasOlder: true,
      conversation: { id: "a" },
    });
    expect(store.get().rows).toHaveLength(50);
    expect(store.get().rows.at(-1)?.content).toBe("message 60");
  });

  it("loads older pages by scrolling back", async () => {
    const world = await opened(120);
    const { store, clock } = world;
    const first = store.loadOlder();
    const second = store.loadOlder(); // while the first is under way: not asked twice
    expect(store.get().loadingOlder).toBe(true);
    await clock.advance(10);
    await Promise.all([first, second]);
    void store.loadOlder();
    await clock.advance(10);
    expect(contents(store)).toEqual(table(world));
    expect(store.get()).toMatchObject({ hasOlder: false, loadingOlder: false });
    expect(world.server.requests("messaging.history")).toHaveLength(3);
  });

  it("shows that an older page failed, and loads it when asked again", async () => {
    const { store, clock, server } = await opened(60);
    server.answers = (address) => (address === "messaging.history" ? { status: 503 } : undefined);
    const failing = store.loadOlder();
    await clock.advance(10);
    await failing;
    expect(store.get()).toMatchObject({ problem: { code: "unavailable" }, loadingOlder: false });
    server.answers = () => undefined;
    void store.loadOlder();
    await clock.advance(10);
    expect(store.get().rows).toHaveLength(60);
    expect(store.get().problem).toBeUndefined();
  });

  it("shows new messages, edits and updates as they happen", async () => {
    const world = await opened(2);
    world.server.say("a", HELLO);
    world.server.edit("a", 1, "edited");
    world.server.update("a", { status: "resolved" });
    await world.clock.advance(10);
    expect(contents(world.store)).toEqual(["edited", "message 2", HELLO]);
    expect(world.store.get().conversation).toMatchObject({ status: "resolved", tags: [] });
  });

  it("keeps rows that did not change the same objects", async () => {
    const { store, server, clock } = await opened(2);
    const [first] = store.get().rows;
    server.say("a", HELLO);
    await clock.advance(10);
    expect(store.get().rows[0]).toBe(first);
  });

  it("fills a gap when a frame was lost, and shows nothing out of order meanwhile", async () => {
    const world = await opened(1);
    const { server, store, clock } = world;
    server.delivers = ({ changeSeq }) => changeSeq !== 3;
    server.say("a", "lost");
    server.say("a", "after it");
    await clock.advance(10);
    expect(contents(store)).toEqual(["message 1"]);
    await clock.advance(300);
    expect(contents(store)).toEqual(table(world));
    expect(server.requests("messaging.sync")).toMatchObject([{ afterChange: 2 }]);
    expect(store.get().phase).toBe("ready");
  });

  it("asks nothing when frames only overtook each other", async () => {
    const world = await opened(1);
    const { server, store, clock } = world;
    server.delivers = ({ changeSeq }) => changeSeq !== 3;
    server.say("a", "slow");
    server.say("a", "fast");
    await clock.advance(10);
    server.delivers = () => true;
    server.publish(`org:${ADA.org}:conv:a`, {
      type: "message.sent",
      conversationId: "a",
      changeSeq: 3,
      message: server.conversations.get("a")?.messages[1],
    });
    await clock.advance(1_000);
    expect(contents(store)).toEqual(table(world));
    expect(server.requests("messaging.sync")).toEqual([]);
  });

  it("learns from a head that the last frame was lost", async () => {
    const world = await opened(1);
    world.server.delivers = ({ type }) => type === "feed.head";
    world.server.say("a", "lost");
    world.server.head("a");
    await world.clock.advance(300);
    expect(contents(world.store)).toEqual(table(world));
  });

  it("catches up after a reconnect, and says so until it has", async () => {
    const world = await opened(1);
    const { server, store, clock, client } = world;
    server.socket.end(1006);
    await clock.advance(5);
    expect(store.get().phase).toBe("catchingUp");
    for (let count = 0; count < 5; count++) server.say("a", `missed ${count}`);
    server.answers = (address) => (address === "messaging.sync" ? { status: 503 } : undefined);
    await clock.advance(2_800);
    expect(store.get().phase).toBe("catchingUp");
    expect(client.connection.get().phase).toBe("catchingUp");
    server.answers = () => undefined;
    await clock.advance(2_000);
    expect(store.get().phase).toBe("ready");
    expect(client.connection.get().phase).toBe("online");
    expect(contents(store)).toEqual(table(world));
    expect(server.requests("messaging.history")).toHaveLength(1);
  });

  it("asks in pieces for what is more than one answer", async () => {
    const world = await opened(1);
    const { server, clock } = world;
    server.socket.end(1006);
    await clock.advance(5);
    for (let count = 0; count < 450; count++) server.say("a", `missed ${count}`);
    await clock.advance(3_000);
    expect(contents(world.store)).toEqual(table(world));
    expect(server.requests("messaging.sync")).toHaveLength(3);
  });

  it("loads anew when it is very far behind", async () => {
    const world = await opened(1);
    const { server, clock, store } = world;
    server.socket.end(1006);
    await clock.advance(5);
    for (let count = 0; count < 1_100; count++) server.say("a", `missed ${count}`);
    await clock.advance(3_000);
    expect(contents(store)).toEqual(table(world).slice(-50));
    expect(store.get()).toMatchObject({ phase: "ready", hasOlder: true });
    expect(server.requests("messaging.sync")).toEqual([]);
  });

  it("asks no more than once in a while when a head never comes true", async () => {
    const { server, clock } = await opened(1);
    const head = { type: "feed.head", conversationId: "a", lastSeq: 9, changeSeq: 9 };
    server.publish(`org:${ADA.org}:conv:a`, head);
    await clock.advance(60_000);
    expect(server.requests("messaging.sync").length).toBeLessThan(12);
  });

  it("drops what it holds and loads again when the database was restored", async () => {
    const world = await opened(5);
    const { server, clock, store } = world;
    server.socket.end(1006);
    await clock.advance(5);
    server.seed("a", 2);
    server.epoch = 2;
    const seen: ConversationState[] = [];
    store.subscribe((state) => seen.push(state));
    await clock.advance(3_000);
    expect(contents(store)).toEqual(table(world));
    expect(seen.map(({ phase }) => phase)).toContain("loading");
  });

  it("starts over when the server knows fewer changes than it does", async () => {
    const world = await opened(5);
    const { server, clock, store } = world;
    server.seed("a", 1);
    const head = { type: "feed.head", conversationId: "a", lastSeq: 9, changeSeq: 9 };
    server.publish(`org:${ADA.org}:conv:a`, head);
    await clock.advance(2_000);
    expect(contents(store)).toEqual(table(world));
    expect(store.get().phase).toBe("ready");
  });

  it("shows nothing of one caller to the next", async () => {
    const { client, server, clock, store, release } = await opened(1);
    release();
    server.conversations.delete("a");
    server.caller = { ...ADA, id: "grace" };
    server.socket.end(1006);
    await clock.advance(3_000);
    expect(store.get().rows).toEqual([]);
    expect(client.conversation("a").get().phase).toBe("loading");
  });

  it("is missing when the server knows no such conversation", async () => {
    const { client, clock } = newWorld();
    client.start();
    const store = client.conversation("none");
    store.retain();
    await clock.advance(50);
    expect(store.get()).toMatchObject({ phase: "missing", problem: { code: "not_found" } });
    expect(client.connection.get().phase).toBe("online");
  });

  it("is the same store while it is retained, and leaves its feed when released by all", async () => {
    const { client, clock, server, store, release } = await opened(1);
    const releaseSecond = store.retain();
    expect(client.conversation("a")).toBe(store);
    release();
    release();
    await clock.advance(10);
    expect([...server.socket.feeds]).toEqual([
      `org:${ORG}:conv:a`,
      `org:${ORG}:typing:a`,
      `org:${ORG}:inbox`,
    ]);
    releaseSecond();
    await clock.advance(10);
    expect(server.socket.feeds.size).toBe(0);
  });

  it("shows at once what it held when it is retained again, and what came since", async () => {
    const world = await opened(3);
    const { server, clock, store, release } = world;
    release();
    await clock.advance(10);
    server.say("a", HELLO);
    store.retain();
    expect(contents(store)).toHaveLength(3);
    await clock.advance(50);
    expect(contents(store)).toEqual(table(world));
    expect(server.requests("messaging.history")).toHaveLength(1);
  });
});

describe("sending", () => {
  it("shows a message at once, and as the real one under the same key once it is sent", async () => {
    const world = await opened(1);
    const { store, clock } = world;
    const id = store.send(HELLO);
    expect(store.get().rows.at(-1)).toMatchObject({
      key: id,
      clientMessageId: id,
      content: HELLO,
      state: "sending",
      sender: { id: ADA.id, kind: "agent", name: "Ada" },
    });
    await clock.advance(20);
    expect(store.get().rows.at(-1)).toMatchObject({ key: id, seq: 2, state: "sent" });
    expect(states(store)).toEqual(["sent", "sent"]);
  });

  it("marks a message sent by its reply when its event does not come", async () => {
    const { store, clock, server } = await opened(1);
    server.delivers = () => false;
    store.send(HELLO);
    await clock.advance(20);
    expect(store.get().rows.at(-1)).toMatchObject({ content: HELLO, seq: 2, state: "sent" });
  });

  it("shows an accepted message as sent while the gap before it is being filled", async () => {
    const world = await opened(1);
    const { store, clock, server } = world;
    server.delivers = () => false;
    server.say("a", "lost");
    store.send(HELLO);
    await clock.advance(20);
    expect(store.get().rows.at(-1)).toMatchObject({ content: HELLO, state: "sent" });
    await clock.advance(300);
    expect(contents(store)).toEqual(table(world));
  });

  it("sends what was written offline once it is online, in order and once", async () => {
    const world = await opened(0);
    const { store, clock, server } = world;
    server.socket.end(1006);
    await clock.advance(5);
    for (const content of ["1", "2", "3"]) store.send(content);
    expect(states(store)).toEqual(["sending", "sending", "sending"]);
    await clock.advance(3_000);
    expect(table(world)).toEqual(["1", "2", "3"]);
    expect(states(store)).toEqual(["sent", "sent", "sent"]);
  });

  it("sends again with the same id when the reply was lost, and is stored once", async () => {
    const world = await opened(0);
    const { store, clock, server } = world;
    const id = store.send(HELLO);
    await clock.advance(1); // the request has arrived, event and reply are on their way
    server.socket.isHalfOpen = true;
    await clock.advance(4_000);
    expect(states(store)).toEqual(["sending"]);
    await clock.advance(40_000);
    expect(table(world)).toEqual([HELLO]);
    expect(server.requests("messaging.send")).toHaveLength(2);
    expect(store.get().rows).toMatchObject([{ clientMessageId: id, state: "sent" }]);
  });

  it("keeps trying while the server cannot, one message at a time", async () => {
    const world = await opened(0);
    const { store, clock, server } = world;
    server.answers = (address) => (address === "messaging.send" ? { status: 503 } : undefined);
    store.send("1");
    store.send("2");
    await clock.advance(60_000);
    expect(states(store)).toEqual(["sending", "sending"]);
    expect(new Set(server.requests("messaging.send").map(({ content }) => content))).toEqual(
      new Set(["1"]),
    );
    expect(server.requests("messaging.send").length).toBeLessThan(12);
    server.answers = () => undefined;
    await clock.advance(30_000);
    expect(table(world)).toEqual(["1", "2"]);
  });

  it("waits as long as a limit asks for", async () => {
    const world = await opened(0);
    const { store, clock, server } = world;
    server.answers = (address) =>
      address === "messaging.send" ? { status: 429, retryAfterMs: 7_000 } : undefined;
    store.send(HELLO);
    await clock.advance(100);
    server.answers = () => undefined;
    await clock.advance(6_800);
    expect(table(world)).toEqual([]);
    await clock.advance(1_000);
    expect(table(world)).toEqual([HELLO]);
  });

  it.each([400, 403, 404, 409, 413])(
    "fails what is refused with %i, and goes on",
    async (status) => {
      const world = await opened(0);
      const { store, clock, server } = world;
      server.answers = (_address, { content }) => (content === "bad" ? { status } : undefined);
      const id = store.send("bad");
      store.send("good");
      await clock.advance(50);
      expect(table(world)).toEqual(["good"]);
      expect(store.get().rows).toMatchObject([
        { content: "good", state: "sent" },
        { content: "bad", state: "failed", problem: { status } },
      ]);
      store.retry(id);
      expect(store.get().rows.at(-1)).toMatchObject({ state: "sending" });
      expect(store.get().rows.at(-1)?.problem).toBeUndefined();
      await clock.advance(50);
      store.discard(id);
      expect(contents(store)).toEqual(["good"]);
    },
  );

  it("sends a failed message when it is retried", async () => {
    const world = await opened(0);
    const { store, clock, server } = world;
    server.answers = (address) => (address === "messaging.send" ? { status: 409 } : undefined);
    const id = store.send(HELLO);
    await clock.advance(50);
    server.answers = () => undefined;
    store.retry(id);
    await clock.advance(50);
    expect(table(world)).toEqual([HELLO]);
    expect(store.get().rows).toMatchObject([{ key: id, state: "sent" }]);
  });

  it("does not let one conversation wait for another", async () => {
    const world = await opened(0);
    const { client, store, clock, server } = world;
    server.seed("b", 0);
    server.answers = (_address, { content }) => (content === "stuck" ? "silence" : undefined);
    store.send("stuck");
    client.conversation("b").send("free");
    await clock.advance(50);
    expect(table(world, "b")).toEqual(["free"]);
  });
});

describe("opening", () => {
  const request = { id: "new", message: { clientMessageId: "first", content: HELLO } };

  it("shows the first message before the conversation is there, and goes on with it", async () => {
    const world = newWorld();
    const { client, clock, server } = world;
    client.start();
    await clock.advance(50);
    const opening = client.open(request);
    const store = client.conversation("new");
    store.retain();
    expect(store.get()).toMatchObject({
      phase: "ready",
      rows: [{ key: "first", content: HELLO, state: "sending" }],
    });
    const seen: ConversationState[] = [];
    store.subscribe((state) => seen.push(state));
    await clock.advance(50);
    await expect(opening).resolves.toMatchObject({ id: "new" });
    expect(store.get()).toMatchObject({
      phase: "ready",
      rows: [{ key: "first", state: "sent", seq: 1 }],
    });
    // It never vanishes in between, nor stands there twice.
    expect(new Set(seen.map(({ rows }) => rows.length))).toEqual(new Set([1]));
    expect(seen.map(({ phase }) => phase)).not.toContain("missing");
    server.say("new", "welcome", MIA);
    await clock.advance(10);
    expect(contents(store)).toEqual([HELLO, "welcome"]);
  });

  it("sends what is written meanwhile after it", async () => {
    const world = newWorld();
    const { client, clock } = world;
    client.start();
    const opening = client.open(request);
    client.conversation("new").send("and more");
    await clock.advance(100);
    await opening;
    expect(table(world, "new")).toEqual([HELLO, "and more"]);
  });

  it("joins a conversation that was missing before it was opened", async () => {
    const world = newWorld();
    const { client, clock } = world;
    client.start();
    const store = client.conversation("new");
    store.retain();
    await clock.advance(50);
    expect(store.get().phase).toBe("missing");
    void client.open(request);
    await clock.advance(100);
    expect(store.get()).toMatchObject({ phase: "ready", conversation: { id: "new" } });
  });

  it("is repeated until it is answered, and opened once", async () => {
    const world = newWorld();
    const { client, clock, server } = world;
    client.start();
    await clock.advance(50);
    const opening = client.open(request);
    await clock.advance(1);
    server.socket.isHalfOpen = true;
    await clock.advance(60_000);
    await expect(opening).resolves.toMatchObject({ lastSeq: 1 });
    expect(server.requests("messaging.open").length).toBeGreaterThan(1);
  });

  it("rejects when it is refused, and keeps the message to be retried", async () => {
    const world = newWorld();
    const { client, clock, server } = world;
    client.start();
    server.answers = (address) => (address === "messaging.open" ? { status: 409 } : undefined);
    const refused = expect(client.open(request)).rejects.toMatchObject({
      problem: { code: "conflict" },
    });
    await clock.advance(100);
    await refused;
    const store = client.conversation("new");
    store.retain();
    expect(store.get().rows).toMatchObject([{ state: "failed" }]);
    server.answers = () => undefined;
    store.retry("first");
    await clock.advance(100);
    expect(store.get().rows).toMatchObject([{ state: "sent", seq: 1 }]);
  });
});
