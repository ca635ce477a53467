import { describe, expect, it } from "vitest";
import { FakeBrowser } from "../../test/FakeBrowser";
import { ADA, GRACE, ORG } from "../../test/FakeServer";
import { newWorld } from "../../test/newWorld";
import type { ConversationStore, MessageRow } from "../api";

const SELF = { id: ADA.id, kind: "agent", name: "Ada" } as const;

/** A conversation in which Ada's own message stands last. */
async function opened() {
  const world = newWorld();
  const { client, clock, server } = world;
  server.seed("a", 2);
  const own = server.say("a", "Helo", SELF);
  client.start();
  const store = client.conversation("a");
  store.retain();
  await clock.advance(50);
  return { ...world, store, own };
}

function lastRow(store: ConversationStore): MessageRow | undefined {
  return store.get().rows.at(-1);
}

describe("an edit", () => {
  it("stands in the row at once, as one that is being sent, and then as the message", async () => {
    const { store, own, clock, server } = await opened();
    store.edit(own.id, "Hello");
    expect(lastRow(store)).toMatchObject({
      content: "Hello",
      seq: 3,
      change: { kind: "edit", state: "sending", content: "Hello" },
    });
    expect(lastRow(store)?.editedAt).toBeUndefined();
    await clock.advance(10);
    expect(lastRow(store)).toMatchObject({ content: "Hello", state: "sent" });
    expect(lastRow(store)?.change).toBeUndefined();
    expect(lastRow(store)?.editedAt).toBeDefined();
    expect(server.message("a", 3).content).toBe("Hello");
    expect(store.get().conversation?.lastMessage?.preview).toBe("Hello");
  });

  it("stays on screen when its answer overtakes what came before it", async () => {
    const { store, own, clock, server } = await opened();
    server.delivers = ({ type }) => type !== "message.sent" && type !== "message.edited";
    server.say("a", "a message whose event is lost");
    store.edit(own.id, "Hello");
    const seen: string[] = [];
    store.subscribe(({ rows }) => seen.push(rows.find(({ seq }) => seq === 3)?.content ?? ""));
    await clock.advance(1_000);
    expect(new Set(seen)).toEqual(new Set(["Hello"]));
    expect(
      store
        .get()
        .rows.map(({ content }) => content)
        .at(-1),
    ).toBe("a message whose event is lost");
  });

  it("that is refused leaves the message as it was, and can be sent again or discarded", async () => {
    const { store, own, clock, server } = await opened();
    server.answers = (address) => (address === "messaging.edit" ? { status: 413 } : undefined);
    store.edit(own.id, "Hello");
    await clock.advance(10);
    const failed = lastRow(store);
    expect(failed).toMatchObject({
      content: "Helo",
      change: { state: "failed", content: "Hello", problem: { code: "too_large" } },
    });
    server.answers = () => undefined;
    store.retry(failed?.change?.id ?? "");
    expect(lastRow(store)).toMatchObject({ content: "Hello", change: { state: "sending" } });
    await clock.advance(10);
    expect(server.message("a", 3).content).toBe("Hello");

    server.answers = (address) => (address === "messaging.edit" ? { status: 403 } : undefined);
    store.edit(own.id, "Hello!");
    await clock.advance(10);
    store.discard(lastRow(store)?.change?.id ?? "");
    expect(lastRow(store)).toMatchObject({ content: "Hello" });
    expect(lastRow(store)?.change).toBeUndefined();
  });

  it("waits for what was written before it, and what is written after it waits for it", async () => {
    const { store, own, clock, server } = await opened();
    server.answers = (address) => (address === "messaging.send" ? { status: 503 } : undefined);
    store.send("first");
    store.edit(own.id, "second");
    store.send("third");
    await clock.advance(500);
    expect(server.requests("messaging.edit")).toEqual([]);
    server.answers = () => undefined;
    await clock.advance(5_000);
    const asked = server.received
      .filter(({ address }) => address === "messaging.send" || address === "messaging.edit")
      .map(({ body }) => body["content"]);
    expect(asked.slice(-3)).toEqual(["first", "second", "third"]);
  });

  it("replaces an earlier one that was not sent yet", async () => {
    const { store, own, clock, server } = await opened();
    server.socket.end(1006);
    await clock.advance(5);
    store.edit(own.id, "Hell");
    store.edit(own.id, "Hello");
    expect(lastRow(store)?.content).toBe("Hello");
    await clock.advance(20_000);
    expect(server.requests("messaging.edit").map(({ content }) => content)).toEqual(["Hello"]);
  });

  it("is gone when the message is deleted elsewhere", async () => {
    const { store, own, clock, server } = await opened();
    server.answers = (address) => (address === "messaging.edit" ? { status: 409 } : undefined);
    store.edit(own.id, "Hello");
    await clock.advance(10);
    server.delete("a", 3);
    await clock.advance(10);
    expect(lastRow(store)).toMatchObject({ content: "" });
    expect(lastRow(store)?.deletedAt).toBeDefined();
    expect(lastRow(store)?.change).toBeUndefined();
  });

  it("survives its tab, and another tab shows and sends it", async () => {
    const { clock, server } = newWorld();
    server.seed("a", 1);
    const own = server.say("a", "Helo", SELF);
    const browser = new FakeBrowser(clock, server);
    const [first, second] = [browser.open(), browser.open()];
    const store = second.client.conversation("a");
    store.retain();
    await clock.advance(50);
    server.answers = (address) => (address === "messaging.edit" ? "silence" : undefined);
    first.client.conversation("a").edit(own.id, "Hello");
    await clock.advance(50);
    expect(lastRow(store)).toMatchObject({ content: "Hello", change: { state: "sending" } });
    server.answers = () => undefined;
    first.crash();
    await clock.advance(20_000);
    expect(server.message("a", 2).content).toBe("Hello");
    expect(lastRow(store)?.change).toBeUndefined();
    second.client.stop();
  });
});

describe("a deletion", () => {
  it("shows as such while it is sent, and leaves the place with nothing in it", async () => {
    const { store, own, clock } = await opened();
    store.delete(own.id);
    expect(lastRow(store)).toMatchObject({ content: "Helo", change: { kind: "delete" } });
    await clock.advance(10);
    expect(lastRow(store)).toMatchObject({ content: "", seq: 3 });
    expect(store.get().conversation?.lastMessage?.preview).toBe("");
  });

  it("takes the place of an edit that failed", async () => {
    const { store, own, clock, server } = await opened();
    server.answers = (address) => (address === "messaging.edit" ? { status: 403 } : undefined);
    store.edit(own.id, "Hello");
    await clock.advance(10);
    store.delete(own.id);
    await clock.advance(10);
    expect(server.message("a", 3).deletedAt).toBeDefined();
    expect(lastRow(store)?.change).toBeUndefined();
  });
});

describe("an update", () => {
  it("shows what is asked for, and changes the screen by its event", async () => {
    const { store, clock } = await opened();
    const done = store.update({ status: "resolved", priority: "high" });
    expect(store.get().updating).toEqual({ status: "resolved", priority: "high" });
    expect(store.get().conversation).toMatchObject({ status: "open", priority: "normal" });
    await clock.advance(10);
    await done;
    expect(store.get().updating).toBeUndefined();
    expect(store.get().conversation).toMatchObject({ status: "resolved", priority: "high" });
  });

  it("that is refused rejects and changes nothing", async () => {
    const { store, clock, server } = await opened();
    server.answers = (address) => (address === "messaging.update" ? { status: 404 } : undefined);
    const refused = expect(store.update({ assigneeId: "nobody" })).rejects.toMatchObject({
      problem: { code: "not_found" },
    });
    await clock.advance(10);
    await refused;
    expect(store.get().updating).toBeUndefined();
    expect(store.get().conversation?.assignee).toBeUndefined();
  });

  it("that changed nothing does not hide a message whose event is late", async () => {
    const { store, clock, server } = await opened();
    server.copies = () => [100];
    server.say("a", "late");
    const done = store.update({ status: "open" });
    await clock.advance(10);
    await done;
    expect(store.get().rows.at(-1)?.content).toBe("Helo");
    await clock.advance(100);
    expect(store.get().rows.at(-1)?.content).toBe("late");
  });

  it("of what contacts may not see is asked for when no list event brings it", async () => {
    const { store, clock, server } = await opened();
    server.delivers = () => false;
    server.update("a", { tags: ["vip"] });
    server.delivers = () => true;
    server.head("a");
    await clock.advance(2_000);
    expect(store.get().conversation?.tags).toEqual(["vip"]);

    const isList = (event: { type: string; changeSeq?: number }): boolean =>
      event.type === "conversation.changed" && event.changeSeq === undefined;
    server.delivers = (event) => !isList(event);
    server.update("a", { tags: ["vip", "tents"] });
    await clock.advance(2_000);
    expect(store.get().conversation?.tags).toEqual(["vip", "tents"]);
  });
});

it("a conversation that is given to its caller is heard of on their own feed", async () => {
  const { client, clock, server } = await opened();
  const heard: string[] = [];
  client.listen(`org:${ORG}:user:${ADA.id}`, (event) => {
    if (event.type === "conversation.assigned") heard.push(event.conversation.id);
  });
  await clock.advance(10);
  server.update("a", { assignee: { id: GRACE.id, name: "Grace" } });
  server.update("a", { assignee: { id: ADA.id, name: "Ada" } });
  await clock.advance(10);
  expect(heard).toEqual(["a"]);
});
