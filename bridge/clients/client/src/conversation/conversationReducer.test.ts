import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { history, sync } from "../../test/FakeTables";
import type { Conversation, ConversationEvent, Message } from "../generated/contract";
import {
  conversationReducer,
  isBehind,
  NOTHING_KNOWN,
  type ConversationAction,
  type ConversationData,
} from "./conversationReducer";

const ID = "conversation";
const AT = "2026-11-23T12:00:00.000Z";

/** What a server's table goes through, and what it says about it. */
class Table {
  conversation: Conversation = {
    id: ID,
    org: "org",
    number: 1,
    status: "open",
    channel: "web",
    lastSeq: 0,
    changeSeq: 1,
    openedAt: AT,
    updatedAt: AT,
  };
  messages: Message[] = [];
  readonly announced: ConversationEvent[] = [];

  send(): void {
    if (this.conversation.status !== "open") this.#update("open");
    const seq = this.conversation.lastSeq + 1;
    const changeSeq = this.conversation.changeSeq + 1;
    const message: Message = {
      id: `m${seq}`,
      conversationId: ID,
      seq,
      changeSeq,
      clientMessageId: `c${seq}`,
      sender: { id: "mia", kind: "contact" },
      content: `message ${seq}`,
      sentAt: AT,
    };
    this.messages = [...this.messages, message];
    const lastMessage = {
      seq,
      preview: message.content,
      sentAt: AT,
      senderKind: "contact",
    } as const;
    this.conversation = { ...this.conversation, lastSeq: seq, changeSeq, lastMessage };
    this.#announce("message.sent", message);
  }

  edit(at: number, type: "message.edited" | "message.deleted"): void {
    const known = this.messages[at % Math.max(1, this.messages.length)];
    if (!known) return this.send();
    const changeSeq = this.conversation.changeSeq + 1;
    const content = type === "message.deleted" ? "" : `edited at ${changeSeq}`;
    const message = { ...known, content, changeSeq, editedAt: AT };
    this.messages = this.messages.map((one) => (one.seq === message.seq ? message : one));
    this.conversation = { ...this.conversation, changeSeq };
    if (message.seq === this.conversation.lastSeq && this.conversation.lastMessage) {
      this.conversation.lastMessage = { ...this.conversation.lastMessage, preview: content };
    }
    this.#announce(type, message);
  }

  resolve(): void {
    this.#update("resolved");
  }

  #update(status: Conversation["status"]): void {
    const changeSeq = this.conversation.changeSeq + 1;
    const { resolvedAt, ...rest } = this.conversation;
    const end = status === "resolved" && { resolvedAt: AT };
    this.conversation = { ...rest, status, changeSeq, ...end };
    const { conversation } = this;
    const type = "conversation.changed";
    this.announced.push({ type, conversationId: ID, changeSeq, conversation, at: AT });
  }

  #announce(type: "message.sent" | "message.edited" | "message.deleted", message: Message): void {
    const { changeSeq } = message;
    this.announced.push({ type, conversationId: ID, changeSeq, message, at: AT });
  }
}

function load(table: Table, limit: number): ConversationAction {
  const { conversation } = table;
  const page = history(table, { limit });
  return { type: "loaded", changeSeq: conversation.changeSeq, conversation, history: page };
}

function catchUp(data: ConversationData, table: Table, limit: number): ConversationData {
  let caught = data;
  while (isBehind(caught)) {
    const afterChange = caught.changeSeq ?? 0;
    const changes = sync(table, afterChange, limit);
    caught = conversationReducer(caught, { type: "synced", afterChange, changes });
  }
  return caught;
}

function visible({ messages, floor }: ConversationData): Message[] {
  return [...messages.values()].filter(({ seq }) => seq >= floor).sort((a, b) => a.seq - b.seq);
}

function event(data: ConversationData, frame: ConversationEvent | undefined): ConversationData {
  return frame ? conversationReducer(data, { type: "event", event: frame }) : data;
}

describe("conversationReducer", () => {
  function loaded(messageCount: number): [Table, ConversationData] {
    const table = new Table();
    for (let count = 0; count < messageCount; count++) table.send();
    return [table, conversationReducer(NOTHING_KNOWN, load(table, 50))];
  }

  it("applies the next change and drops one that is not newer", () => {
    const [table, data] = loaded(1);
    table.send();
    const after = event(data, table.announced[1]);
    expect(visible(after)).toEqual(table.messages);
    expect(event(after, table.announced[1])).toBe(after);
    expect(event(after, table.announced[0])).toBe(after);
  });

  it("holds back what is ahead until the gap is filled", () => {
    const [table, data] = loaded(1);
    table.send();
    table.send();
    const ahead = event(data, table.announced[2]);
    expect(visible(ahead)).toEqual(visible(data));
    expect(isBehind(ahead)).toBe(true);
    const filled = event(ahead, table.announced[1]);
    expect(visible(filled)).toEqual(table.messages);
    expect(isBehind(filled)).toBe(false);
  });

  it("is behind a head that is ahead of it", () => {
    const [, data] = loaded(1);
    const head = {
      type: "feed.head",
      conversationId: ID,
      lastSeq: 9,
      changeSeq: 9,
      at: AT,
    } as const;
    expect(isBehind(event(data, head))).toBe(true);
    expect(isBehind(event(data, { ...head, changeSeq: 2 }))).toBe(false);
  });

  it("applies the reply of a send as its event, and the event then changes nothing", () => {
    const [table, data] = loaded(1);
    table.send();
    const message = table.messages[1];
    if (!message) throw new Error("not sent");
    const after = conversationReducer(data, { type: "accepted", message });
    expect(visible(after)).toEqual(table.messages);
    expect(event(after, table.announced[1])).toBe(after);
  });

  it("keeps an edit of an old message for the older page that was read before it", () => {
    const [table, data] = loaded(60);
    const staleHistory = history(table, { beforeSeq: data.floor, limit: 50 });
    table.edit(0, "message.edited");
    const edited = event(data, table.announced.at(-1));
    expect(visible(edited)).toEqual(visible(data));
    const older: ConversationAction = {
      type: "older",
      window: data.window,
      beforeSeq: data.floor,
      history: staleHistory,
    };
    const after = conversationReducer(edited, older);
    expect(visible(after)).toEqual(table.messages);
    expect(after.hasOlder).toBe(false);
  });

  it("ignores an older page of a window that is no longer there", () => {
    const [table, data] = loaded(60);
    const page = history(table, { beforeSeq: 5, limit: 50 });
    const { window, floor } = data;
    const older = (of: { window: number; beforeSeq: number }) =>
      conversationReducer(data, { type: "older", ...of, history: page });
    expect(older({ window, beforeSeq: 5 })).toBe(data);
    expect(older({ window: window - 1, beforeSeq: floor })).toBe(data);
  });

  it("opens a resolved conversation when its contact writes", () => {
    const [table, data] = loaded(1);
    table.resolve();
    table.send();
    const after = table.announced.slice(1).reduce(event, data);
    expect(after.conversation).toEqual(table.conversation);
  });

  it("keeps what the feed leaves out of a conversation", () => {
    const table = new Table();
    const conversation = {
      ...table.conversation,
      tags: ["vip"],
      priority: "high" as const,
      unread: 2,
    };
    const data = conversationReducer(NOTHING_KNOWN, {
      type: "loaded",
      changeSeq: 1,
      conversation,
      history: { messages: [], firstSeq: 0, lastSeq: 0 },
    });
    table.resolve();
    const after = event(data, table.announced[0]);
    expect(after.conversation).toMatchObject({ status: "resolved", tags: ["vip"], unread: 2 });
  });

  it("ignores an event that it does not know", () => {
    const [, data] = loaded(1);
    const unknown = { type: "message.pinned", changeSeq: 99 } as unknown as ConversationEvent;
    expect(event(data, unknown)).toBe(data);
  });

  type Step =
    | { do: "change"; kind: "send" | "edit" | "delete" | "resolve"; at: number }
    /** Delivers some of what was announced so far, by position from the newest, in this order. */
    | { do: "deliver"; frames: number[] }
    | { do: "reply"; at: number }
    | { do: "head" }
    /** Answers come later than they were read, by this many steps. */
    | { do: "sync"; limit: number; delay: number }
    | { do: "load"; delay: number }
    | { do: "older"; delay: number };

  const delay = fc.nat({ max: 4 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("change" as const),
        kind: fc.constantFrom("send", "send", "send", "edit", "delete", "resolve"),
        at: fc.nat({ max: 99 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant("deliver" as const),
        frames: fc.array(fc.nat({ max: 8 }), { maxLength: 10 }),
      }),
    },
    fc.record({ do: fc.constant("reply" as const), at: fc.nat({ max: 99 }) }),
    fc.record({ do: fc.constant("head" as const) }),
    fc.record({ do: fc.constant("sync" as const), limit: fc.integer({ min: 1, max: 5 }), delay }),
    fc.record({ do: fc.constant("load" as const), delay }),
    fc.record({ do: fc.constant("older" as const), delay }),
  );

  it("ends in the table's state, however frames and answers are lost, doubled and shuffled", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
        const table = new Table();
        let data = NOTHING_KNOWN;
        let answers: Array<{ due: number; action: ConversationAction }> = [];
        const answerLater = (due: number, action: ConversationAction): void => {
          answers.push({ due, action });
        };
        steps.forEach((step, now) => {
          const due = now + ("delay" in step ? step.delay : 0);
          switch (step.do) {
            case "change":
              if (step.kind === "send") table.send();
              else if (step.kind === "resolve") table.resolve();
              else table.edit(step.at, step.kind === "edit" ? "message.edited" : "message.deleted");
              break;
            case "deliver":
              for (const back of step.frames) data = event(data, table.announced.at(-1 - back));
              break;
            case "reply": {
              const message = table.messages[step.at % Math.max(1, table.messages.length)];
              if (message) data = conversationReducer(data, { type: "accepted", message });
              break;
            }
            case "head": {
              const { lastSeq, changeSeq } = table.conversation;
              data = event(data, {
                type: "feed.head",
                conversationId: ID,
                lastSeq,
                changeSeq,
                at: AT,
              });
              break;
            }
            case "sync":
              if (data.changeSeq === undefined) break;
              answerLater(due, {
                type: "synced",
                afterChange: data.changeSeq,
                changes: sync(table, data.changeSeq, step.limit),
              });
              break;
            case "load":
              answerLater(due, load(table, 3));
              break;
            case "older":
              if (!data.hasOlder) break;
              answerLater(due, {
                type: "older",
                window: data.window,
                beforeSeq: data.floor,
                history: history(table, { beforeSeq: data.floor, limit: 3 }),
              });
              break;
          }
          for (const { action } of answers.filter((answer) => answer.due <= now)) {
            data = conversationReducer(data, action);
          }
          answers = answers.filter((answer) => answer.due > now);
        });

        // The connection holds at last: joined, so the head is known, and what is missing is asked for.
        if (data.changeSeq === undefined) data = conversationReducer(data, load(table, 3));
        const { lastSeq, changeSeq } = table.conversation;
        data = event(data, { type: "feed.head", conversationId: ID, lastSeq, changeSeq, at: AT });
        data = catchUp(data, table, 2);

        expect(visible(data)).toEqual(table.messages.filter(({ seq }) => seq >= data.floor));
        expect(data.conversation).toEqual(table.conversation);
        expect(data.changeSeq).toBe(table.conversation.changeSeq);
        expect(data.heldBack.size).toBe(0);
        expect(data.hasOlder).toBe(data.floor > 1);
      }),
      { numRuns: 5_000 },
    );
  });
});
