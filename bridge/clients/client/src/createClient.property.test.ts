import { IDBFactory } from "fake-indexeddb";
import fc from "fast-check";
import { expect, it } from "vitest";
import { FakeClock } from "../test/FakeClock";
import { FakeServer } from "../test/FakeServer";
import type { Client, ConversationStore } from "./api";
import { createClient } from "./createClient";
import { indexedDbStorage } from "./outbox/indexedDbStorage";

type Step =
  | { do: "say" | "edit" | "send" | "older" | "head" | "cut" | "halfOpen" | "reload" | "wake" }
  | { do: "wait"; ms: number }
  | { do: "events"; copies: readonly number[] }
  | { do: "answers"; status: number | "silence" | "fine" }
  | { do: "server"; accepts: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("say" as const, "say" as const, "edit" as const, "send" as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      ms: fc.constantFrom(0, 1, 2, 3, 300, 5_000, 40_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("events" as const),
      copies: fc.constantFrom([], [0], [0, 0], [5], [200], [0, 400]),
    }),
  },
  fc.record({
    do: fc.constantFrom("older", "head", "cut", "halfOpen", "reload", "wake"),
  }),
  fc.record({
    do: fc.constant("answers" as const),
    status: fc.constantFrom("silence" as const, "fine" as const, "fine" as const, 503, 429, 401),
  }),
  fc.record({ do: fc.constant("server" as const), accepts: fc.boolean() }),
);

/** A person with one conversation on their screen, through everything that can happen to it. */
class Person {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock);
  readonly factory = new IDBFactory();
  readonly written: string[] = [];
  /** What is written before it is known who writes is kept in memory only. */
  isKnown = false;
  client!: Client;
  store!: ConversationStore;

  openPage(): void {
    this.client = createClient({
      url: "http://localhost",
      token: this.server.token,
      webSocket: this.server.webSocket,
      clock: this.clock,
      random: () => 0.3,
      outboxStorage: indexedDbStorage(this.factory, this.clock),
    });
    this.isKnown = false;
    this.client.connection.subscribe(({ caller }) => (this.isKnown ||= caller !== undefined));
    this.client.start();
    this.store = this.client.conversation("a");
    this.store.retain();
  }

  async live(step: Step): Promise<void> {
    const { server, store, client, clock } = this;
    switch (step.do) {
      case "say":
        server.say("a", `said ${server.conversations.get("a")?.messages.length ?? 0}`);
        return;
      case "edit":
        server.edit("a", 1 + (this.written.length % 3), `edited ${this.written.length}`);
        return;
      case "send": {
        if (!this.isKnown) return;
        const content = `written ${this.written.length}`;
        this.written.push(content);
        store.send(content);
        return;
      }
      case "older":
        void store.loadOlder();
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
      case "reload":
        // What was typed in the last instant may not be on the disk; all before it is.
        await clock.advance(0);
        client.stop();
        this.openPage();
        return;
      case "wake":
        client.stop();
        client.start();
        return;
      case "wait":
        await clock.advance(step.ms);
        return;
      case "events":
        server.copies = () => step.copies;
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
}

it("ends with the table's state on screen, and all that was written in it once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
      const person = new Person();
      const { server, clock } = person;
      server.seed("a", 55);
      person.openPage();
      await clock.advance(50);
      for (const step of steps) await person.live(step);

      server.accepts = true;
      server.answers = () => undefined;
      server.copies = () => [0];
      await clock.advance(120_000);
      server.head("a"); // as the bridge does for feeds that lag
      await clock.advance(5_000);

      const messages = server.conversations.get("a")?.messages ?? [];
      const { phase, rows } = person.store.get();
      const connection = person.client.connection.get();
      person.client.stop();
      expect(phase).toBe("ready");
      expect(connection.phase).toBe("online");
      const onScreen = messages.slice(-rows.length);
      expect(rows.map(({ key, seq, content, state }) => [key, seq, content, state])).toEqual(
        onScreen.map(({ clientMessageId, seq, content }) => [
          clientMessageId,
          seq,
          content,
          "sent",
        ]),
      );
      const arrived = messages.filter(({ sender }) => sender.kind === "agent");
      // Only message 1 to 3 are ever edited, so what was written stands as it was.
      expect(arrived.map(({ content }) => content)).toEqual(person.written);
    }),
    { numRuns: 200 },
  );
}, 120_000);
