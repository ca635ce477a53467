import fc from "fast-check";
import { expect, it } from "vitest";
import { FakeBrowser, type FakeTab } from "../test/FakeBrowser";
import { FakeClock } from "../test/FakeClock";
import { ADA, FakeServer, GRACE } from "../test/FakeServer";
import type { Conversation, Message } from "./generated/contract";
import type { ConversationStore, InboxStore } from "./api";
import { newClient } from "../test/newWorld";

const GRACE_SENDER = { id: GRACE.id, kind: "agent", name: "Grace" } as const;
const UPDATES: ReadonlyArray<Partial<Conversation>> = [
  { status: "resolved" },
  { status: "open" },
  { priority: "urgent" },
  { tags: ["returns", "tents"] },
  { assignee: { id: GRACE.id, name: "Grace" } },
  { status: "pending", subject: "Tents", tags: [] },
];

type Step =
  /** The other side acts. */
  | { do: "say" | "answer" | "head" }
  | { do: "rewrite"; which: number; deletes: boolean }
  | { do: "set"; which: number }
  /** The person acts, in one of their tabs. */
  | { do: "send" | "older"; tab: number }
  | { do: "edit" | "delete"; tab: number; which: number }
  | { do: "update"; tab: number; which: number }
  /** The world acts. */
  | { do: "cut" | "halfOpen" }
  | { do: "crash" | "reload" | "wake"; tab: number }
  | { do: "wait"; ms: number }
  | { do: "events"; copies: readonly number[] }
  | { do: "answers"; status: number | "silence" | "fine" }
  | { do: "server"; accepts: boolean };

const tab = fc.nat({ max: 1 });
const which = fc.nat({ max: 5 });
const just = <const T extends string>(...kinds: T[]) => fc.constantFrom<T[]>(...kinds);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: just("send"), tab }) },
  { weight: 4, arbitrary: fc.record({ do: just("edit", "delete", "update"), tab, which }) },
  { weight: 4, arbitrary: fc.record({ do: just("say", "answer") }) },
  { weight: 2, arbitrary: fc.record({ do: just("rewrite"), which, deletes: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: just("set"), which }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: just("wait"),
      ms: fc.constantFrom(0, 1, 2, 3, 300, 5_000, 40_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: just("events"),
      copies: fc.constantFrom([], [0], [0, 0], [5], [200], [0, 400]),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: just("crash", "reload", "wake", "older"), tab }) },
  { weight: 2, arbitrary: fc.record({ do: just("head", "cut", "halfOpen") }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: just("answers"),
      status: fc.constantFrom("silence" as const, "fine" as const, "fine" as const, 503, 429, 401),
    }),
  },
  fc.record({ do: just("server"), accepts: fc.boolean() }),
);

interface Page {
  tab: FakeTab;
  store: ConversationStore;
  inbox: InboxStore;
  /** What is written before it is known who writes is kept in memory only. */
  isKnown: boolean;
}

/** A person with one conversation on their screen, in two tabs, through all that can happen to it. */
class Person {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock);
  readonly browser = new FakeBrowser(this.clock, this.server);
  readonly pages: Page[] = [];
  /** The `clientMessageId` of all that was written, by the tab it was written in. */
  readonly written: string[][] = [[], []];
  /** What was wanted of a message, by its id: each tab's last word. */
  readonly wanted = new Map<string, Map<number, string>>();

  open(index: number): void {
    const tab = this.browser.open();
    const store = tab.client.conversation("a");
    const inbox = tab.client.inbox({});
    const page = { tab, store, inbox, isKnown: false };
    tab.client.connection.subscribe(({ caller }) => (page.isKnown ||= caller !== undefined));
    store.retain();
    inbox.retain();
    this.pages[index] = page;
  }

  page(index: number): Page {
    const page = this.pages[index];
    if (!page) throw new Error("no such tab");
    return page;
  }

  messages(): Message[] {
    return this.server.conversations.get("a")?.messages ?? [];
  }

  async live(step: Step): Promise<void> {
    const { server, clock } = this;
    switch (step.do) {
      case "say":
        server.say("a", `said ${this.messages().length}`);
        return;
      case "answer":
        server.say("a", `answered ${this.messages().length}`, GRACE_SENDER);
        return;
      case "rewrite":
        this.#rewrite(step.which, step.deletes);
        return;
      case "set":
        server.update("a", UPDATES[step.which] ?? {});
        return;
      case "send": {
        const { store, isKnown } = this.page(step.tab);
        const list = this.written[step.tab];
        if (isKnown) list?.push(store.send(`written ${list.length} in ${step.tab}`));
        return;
      }
      case "edit":
      case "delete":
        this.#change(step);
        return;
      case "update": {
        const { assignee, ...changes } = UPDATES[step.which] ?? {};
        const update = { ...changes, ...(assignee && { assigneeId: assignee.id }) };
        // Whether it has happened is for the state to say.
        this.page(step.tab)
          .store.update(update as Parameters<ConversationStore["update"]>[0])
          .catch(() => undefined);
        return;
      }
      case "older":
        void this.page(step.tab).store.loadOlder();
        return;
      case "head":
        server.head("a");
        return;
      case "cut":
        for (const socket of server.open) socket.end(1006);
        return;
      case "halfOpen":
        for (const socket of server.open) socket.isHalfOpen = true;
        return;
      case "crash":
      case "reload":
        // What was typed in the last instant may not be on the disk; all before it is.
        await clock.advance(0);
        if (step.do === "reload") this.page(step.tab).tab.client.stop();
        this.page(step.tab).tab.crash();
        this.open(step.tab);
        return;
      case "wake":
        this.page(step.tab).tab.client.stop();
        this.page(step.tab).tab.client.start();
        return;
      case "wait":
        await clock.advance(step.ms);
        return;
      case "events":
        // A list's feed has no numbers to miss one by; what is lost with its socket is asked for.
        server.copies = (address) =>
          address.includes(":conv:") || step.copies.length > 0 ? step.copies : [0];
        return;
      case "answers": {
        const { status } = step;
        server.answers = () =>
          status === "fine" ? undefined : status === "silence" ? status : { status };
        return;
      }
      case "server":
        server.accepts = step.accepts;
    }
  }

  /** All is well again, and enough time goes by. */
  async recover(): Promise<void> {
    const { server, clock } = this;
    server.accepts = true;
    server.answers = () => undefined;
    server.copies = () => [0];
    for (const { tab } of this.pages) {
      // Whom the server sent away for good signs in again.
      if (tab.client.connection.get().phase === "signedOut") tab.client.start();
    }
    await clock.advance(120_000);
    server.head("a"); // as the bridge does for feeds that lag
    await clock.advance(5_000);
  }

  /** The contact or a colleague changes a message of their own. */
  #rewrite(which: number, deletes: boolean): void {
    const theirs = this.messages().filter(({ sender }) => sender.id !== ADA.id);
    const message = theirs.at(-1 - which);
    if (!message || message.deletedAt !== undefined) return;
    if (deletes) this.server.delete("a", message.seq);
    else this.server.edit("a", message.seq, `rewritten at ${message.changeSeq}`);
  }

  #change({ do: kind, tab, which }: { do: "edit" | "delete"; tab: number; which: number }): void {
    const { store, isKnown } = this.page(tab);
    const own = store.get().rows.filter(({ id, sender }) => id && sender.id === ADA.id);
    const row = own.at(-1 - (which % 3));
    if (!isKnown || row?.id === undefined || row.deletedAt !== undefined) return;
    const words = this.wanted.get(row.id) ?? new Map<number, string>();
    // Whoever has just deleted a message is no longer shown a way to edit it.
    if (kind === "edit" && words.get(tab) === "") return;
    const content = kind === "delete" ? "" : `edited ${this.clock.now()} ${which}`;
    if (kind === "delete") store.delete(row.id);
    else store.edit(row.id, content);
    this.wanted.set(row.id, words.set(tab, content));
  }
}

it("ends in every tab with the table's state, and all that was written in it once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50, size: "max" }), async (steps) => {
      const person = new Person();
      const { server, clock } = person;
      server.seed("a", 55);
      server.seed("b", 1);
      person.open(0);
      person.open(1);
      await clock.advance(50);
      for (const step of steps) await person.live(step);
      await person.recover();

      const messages = person.messages();
      const anew = newClient(clock, server);
      anew.start();
      const [fresh, freshInbox] = [anew.conversation("a"), anew.inbox({})];
      fresh.retain();
      freshInbox.retain();
      await clock.advance(50);

      for (const { tab, store, inbox } of person.pages) {
        const { phase, rows, conversation, updating } = store.get();
        expect([phase, tab.client.connection.get().phase]).toEqual(["ready", "online"]);
        expect(updating).toBeUndefined();
        expect(rows).toEqual(messages.slice(-rows.length).map(rowOf));
        expect(conversation).toEqual(fresh.get().conversation);
        expect(inbox.get().items).toEqual(freshInbox.get().items);
      }
      anew.stop();
      for (const { tab } of person.pages) tab.client.stop();

      const places = person.written.map((ids) =>
        ids.map((id) => messages.filter(({ clientMessageId }) => clientMessageId === id)),
      );
      for (const found of places) {
        expect(found.map(({ length }) => length)).toEqual(found.map(() => 1));
        const seqs = found.flat().map(({ seq }) => seq);
        expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
      }
      expect(places.flat(2)).toHaveLength(
        messages.filter(({ sender }) => sender.id === ADA.id).length,
      );
      for (const [id, words] of person.wanted) {
        expect([...words.values()]).toContain(messages.find((one) => one.id === id)?.content);
      }
    }),
    { numRuns: 150 },
  );
}, 240_000);

function rowOf(message: Message) {
  const { conversationId, changeSeq, ...rest } = message;
  return { ...rest, key: message.clientMessageId, state: "sent" };
}
