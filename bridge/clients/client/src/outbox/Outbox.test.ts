import { IDBFactory } from "fake-indexeddb";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../test/FakeClock";
import { ADA, FakeServer } from "../../test/FakeServer";
import { newClient } from "../../test/newWorld";
import type { Client } from "../api";
import { indexedDbStorage } from "./indexedDbStorage";
import { memoryStorage } from "./memoryStorage";
import { Outbox } from "./Outbox";
import type { OutboxStorage } from "./OutboxStorage";
import type { OutboxNews, OutboxTabs } from "./OutboxTabs";

/** A browser: what outlives its pages. */
function newBrowser() {
  const clock = new FakeClock();
  const server = new FakeServer(clock);
  const factory = new IDBFactory();
  server.seed("a", 0);
  const openPage = (): Client => {
    const client = newClient(clock, server, { outboxStorage: indexedDbStorage(factory, clock) });
    client.start();
    return client;
  };
  const contents = (): string[] =>
    server.conversations.get("a")?.messages.map(({ content }) => content) ?? [];
  return { clock, server, factory, openPage, contents };
}

describe("Outbox", () => {
  it("survives a reload: the next page shows and sends what the last one could not", async () => {
    const { clock, server, openPage, contents } = newBrowser();
    const first = openPage();
    await clock.advance(50);
    server.answers = (address) => (address === "messaging.send" ? { status: 503 } : undefined);
    for (const content of ["1", "2", "3"]) first.conversation("a").send(content);
    await clock.advance(50);
    first.stop();

    const second = openPage();
    const store = second.conversation("a");
    store.retain();
    await clock.advance(50);
    expect(store.get().rows).toMatchObject([
      { content: "1", state: "sending", sender: { id: ADA.id } },
      { content: "2", state: "sending" },
      { content: "3", state: "sending" },
    ]);
    server.answers = () => undefined;
    await clock.advance(10_000);
    expect(contents()).toEqual(["1", "2", "3"]);
    expect(store.get().rows.map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
  });

  it("sends again what was sent without an answer before the reload, and it stands once", async () => {
    const { clock, server, openPage, contents } = newBrowser();
    const first = openPage();
    await clock.advance(50);
    first.conversation("a").send("hello");
    while (contents().length === 0) await clock.advance(1);
    first.stop(); // while event and reply are on their way
    const second = openPage();
    await clock.advance(100);
    expect(server.requests("messaging.send")).toHaveLength(2);
    expect(contents()).toEqual(["hello"]);
    second.stop();
    openPage();
    await clock.advance(100);
    expect(server.requests("messaging.send")).toHaveLength(2);
  });

  it("keeps a failed message over a reload, without sending it", async () => {
    const { clock, server, openPage } = newBrowser();
    const first = openPage();
    server.answers = (address) => (address === "messaging.send" ? { status: 409 } : undefined);
    first.conversation("a").send("hello");
    await clock.advance(100);
    first.stop();
    const store = openPage().conversation("a");
    await clock.advance(100);
    expect(store.get().rows).toMatchObject([{ state: "failed", problem: { code: "conflict" } }]);
    expect(server.requests("messaging.send")).toHaveLength(1);
  });

  it("opens a conversation that the last page could not open", async () => {
    const { clock, server, openPage } = newBrowser();
    const first = openPage();
    await clock.advance(50);
    server.answers = (address) => (address === "messaging.open" ? { status: 503 } : undefined);
    const message = { clientMessageId: "first", content: "hello" };
    void first.open({ id: "new", message }).catch(() => undefined);
    await clock.advance(50);
    first.stop();
    server.answers = () => undefined;
    const store = openPage().conversation("new");
    store.retain();
    await clock.advance(200);
    expect(store.get()).toMatchObject({ phase: "ready", rows: [{ key: "first", seq: 1 }] });
  });

  it("neither shows nor sends what another user of the browser wrote", async () => {
    const { clock, server, openPage, contents } = newBrowser();
    const adas = openPage();
    await clock.advance(50);
    server.answers = (address) => (address === "messaging.send" ? { status: 503 } : undefined);
    adas.conversation("a").send("of Ada");
    await clock.advance(50);
    adas.stop();
    server.answers = () => undefined;

    server.caller = { ...ADA, id: "grace" };
    const graces = openPage();
    const store = graces.conversation("a");
    store.retain();
    await clock.advance(30_000);
    expect(store.get().rows).toEqual([]);
    expect(contents()).toEqual([]);
    graces.stop();

    server.caller = ADA;
    openPage();
    await clock.advance(1_000);
    expect(contents()).toEqual(["of Ada"]);
  });

  it("drops another caller's rows when the caller changes on the page", async () => {
    const { clock, server, openPage, contents } = newBrowser();
    const client = openPage();
    const store = client.conversation("a");
    await clock.advance(50);
    server.answers = (address) => (address === "messaging.send" ? { status: 503 } : undefined);
    store.send("of Ada");
    await clock.advance(50);
    server.caller = { ...ADA, id: "grace" };
    server.socket.end(1006);
    server.answers = () => undefined;
    await clock.advance(30_000);
    expect(store.get().rows).toEqual([]);
    expect(contents()).toEqual([]);
  });

  it("shows and later sends what was written before it was known who writes", async () => {
    const { clock, server, openPage, contents } = newBrowser();
    server.accepts = false;
    const store = openPage().conversation("a");
    await clock.advance(50);
    store.send("early");
    expect(store.get().rows).toMatchObject([{ content: "early", state: "sending" }]);
    server.accepts = true;
    await clock.advance(10_000);
    expect(contents()).toEqual(["early"]);
  });

  it("keeps over a reload what was written before the connection was signed in", async () => {
    const { clock, server, factory, contents } = newBrowser();
    const openPage = (): Client => {
      const token = async () => ({ ...(await server.token()), caller: ADA });
      const outboxStorage = indexedDbStorage(factory, clock);
      const client = newClient(clock, server, { token, outboxStorage });
      client.start();
      return client;
    };
    server.accepts = false;
    const first = openPage();
    await clock.advance(50);
    first.conversation("a").send("early");
    await clock.advance(50);
    first.stop();

    const store = openPage().conversation("a");
    await clock.advance(50);
    expect(store.get().rows).toMatchObject([{ content: "early", state: "sending" }]);
    server.accepts = true;
    await clock.advance(10_000);
    expect(contents()).toEqual(["early"]);
  });

  it("forgets a failed message after 30 days", async () => {
    const { clock, server, openPage } = newBrowser();
    const first = openPage();
    server.answers = (address) => (address === "messaging.send" ? { status: 409 } : undefined);
    first.conversation("a").send("hello");
    await clock.advance(100);
    first.stop();
    await clock.sleep(31 * 24 * 3_600_000);
    const second = openPage();
    await clock.advance(100);
    expect(second.conversation("a").get().rows).toEqual([]);
  });

  it("serves from memory where IndexedDB does not answer", async () => {
    const clock = new FakeClock();
    const server = new FakeServer(clock);
    server.seed("a", 0);
    const hanging = { open: () => ({}) } as unknown as IDBFactory;
    const client = newClient(clock, server, { outboxStorage: indexedDbStorage(hanging, clock) });
    client.start();
    client.conversation("a").send("hello");
    await clock.advance(10_000);
    expect(server.conversations.get("a")?.messages).toHaveLength(1);
  });

  it("sends also what cannot be stored", async () => {
    const clock = new FakeClock();
    const server = new FakeServer(clock);
    server.seed("a", 0);
    const full: OutboxStorage = {
      ...memoryStorage(),
      put: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
    };
    const client = newClient(clock, server, { outboxStorage: full });
    client.start();
    client.conversation("a").send("hello");
    await clock.advance(1_000);
    expect(server.conversations.get("a")?.messages).toHaveLength(1);
  });
});

/** Tabs of one browser, with one storage, and locks that exclude one another. */
class FakeTabs {
  readonly storage = memoryStorage();
  readonly #listeners: Array<[owner: object, listener: (news: OutboxNews) => void]> = [];
  readonly #locks = new Map<string, Promise<void>>();
  readonly clock = new FakeClock();

  tab(): OutboxTabs {
    const self = {};
    return {
      areShared: true,
      exclusively: (lock, work) => {
        const done = (this.#locks.get(lock) ?? Promise.resolve()).then(work);
        this.#locks.set(
          lock,
          done.catch(() => undefined),
        );
        return done;
      },
      tell: (news) => {
        for (const [owner, listener] of this.#listeners) {
          if (owner !== self) this.clock.setTimeout(() => listener(structuredClone(news)), 1);
        }
      },
      onNews: (listener) => this.#listeners.push([self, listener]),
    };
  }
}

describe("Outbox in several tabs", () => {
  function twoTabs() {
    const tabs = new FakeTabs();
    const sent: string[] = [];
    const newOutbox = (name: string): Outbox =>
      new Outbox({
        storage: tabs.storage,
        tabs: tabs.tab(),
        clock: tabs.clock,
        random: () => 0.5,
        request: ((_address: string, { clientMessageId }: { clientMessageId: string }) =>
          new Promise((resolve) => {
            sent.push(`${name} ${clientMessageId}`);
            tabs.clock.setTimeout(() => resolve({ message: { clientMessageId } }), 10);
          })) as never,
      });
    return { clock: tabs.clock, sent, first: newOutbox("1st"), second: newOutbox("2nd") };
  }

  const message = (clientMessageId: string) => ({
    conversationId: "a",
    clientMessageId,
    content: clientMessageId,
  });

  it("lets one tab send each entry, and the other see it go", async () => {
    const { first, second, clock, sent } = twoTabs();
    first.up(ADA);
    second.up(ADA);
    await clock.advance(5);
    const accepted: string[] = [];
    second.listen({ accepted: ({ id }) => accepted.push(id) });
    first.send(message("x"));
    await clock.advance(2);
    expect(second.entriesOf("a")).toHaveLength(1);
    await clock.advance(100);
    expect(sent).toEqual(["1st x"]);
    expect(accepted).toEqual(["x"]);
    expect(second.entriesOf("a")).toEqual([]);
  });

  it("keeps the order of what both write", async () => {
    const { first, second, clock, sent } = twoTabs();
    first.up(ADA);
    second.up(ADA);
    await clock.advance(5);
    for (const id of ["x1", "x2"]) first.send(message(id));
    await clock.advance(2);
    second.send(message("y"));
    await clock.advance(200);
    expect(sent.map((line) => line.slice(4))).toEqual(["x1", "x2", "y"]);
  });

  it("leaves to the other tab what one cannot send", async () => {
    const { first, second, clock, sent } = twoTabs();
    first.up(ADA);
    second.up(ADA);
    await clock.advance(5);
    first.down();
    first.send(message("x"));
    await clock.advance(200);
    expect(sent).toEqual(["2nd x"]);
    expect(first.entriesOf("a")).toEqual([]);
  });
});
