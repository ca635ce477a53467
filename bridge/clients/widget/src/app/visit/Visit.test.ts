import { ProblemError, type StartWidgetSession, type WidgetSession } from "@campfire/client";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../../../dev/fake/FakeClient";
import { CONTACT, conversationOf, problemOf, rowOf, sessionOf } from "../../../dev/fake/samples";
import { createVisitMemory, type RememberedVisit } from "./createVisitMemory";
import { Visit } from "./Visit";

const FEED = "org:org-1:user:contact-1";
const AT = "2026-11-23T10:00:00.000Z";
const VISIT_KEY = "campfire:visit:demo";

let clients: FakeClient[];
let rung: string[];
let asked: StartWidgetSession[];
let answer: (request: StartWidgetSession) => Promise<WidgetSession>;

beforeEach(() => {
  clients = [];
  rung = [];
  asked = [];
  answer = () => Promise.resolve(sessionOf());
});

function newVisit(): Visit {
  return new Visit({
    widgetKey: "demo",
    memory: createVisitMemory("demo"),
    chime: {
      ring: (key) => {
        rung.push(key);
        return Promise.resolve();
      },
    },
    api: {
      isAvailable: () => Promise.resolve(true),
      widgetSession(request) {
        asked.push(request);
        return answer(request);
      },
    },
    createClient(token) {
      const client = new FakeClient(token);
      clients.push(client);
      return client;
    },
  });
}

function latestClient(): FakeClient {
  const client = clients.at(-1);
  if (!client) throw new Error("No client was made");
  return client;
}

async function onlineVisit(prepare: (client: FakeClient) => void = () => undefined) {
  const visit = newVisit();
  visit.start();
  const client = latestClient();
  prepare(client);
  await client.goOnline();
  return { visit, client };
}

function remember(visit: Partial<RememberedVisit> = {}): void {
  const whole = {
    contactId: "contact-1",
    contactToken: "token-1",
    conversationId: "c-1",
  };
  localStorage.setItem(VISIT_KEY, JSON.stringify({ ...whole, ...visit }));
}

function remembered(): unknown {
  const text = localStorage.getItem(VISIT_KEY);
  return text === null ? undefined : JSON.parse(text);
}

/** As another tab would: its own writing, and the event that tells us of it. */
function anotherTabWrites(write: () => void): void {
  write();
  window.dispatchEvent(new StorageEvent("storage", { key: VISIT_KEY }));
}

describe("before the first message", () => {
  it("keeps nothing in the browser and opens nothing on the server", async () => {
    const { visit, client } = await onlineVisit();
    visit.setOpen(true);
    expect(localStorage).toHaveLength(0);
    expect(document.cookie).toBe("");
    expect(client.opened).toEqual([]);
    expect(visit.get()).toMatchObject({
      conversationId: undefined,
      hasConversation: false,
      organization: { name: "Northwood Outfitters" },
    });
    expect(asked).toEqual([{ widgetKey: "demo" }]);
  });

  it("stays the same contact when the access token is renewed", async () => {
    const { client } = await onlineVisit();
    await client.token();
    expect(asked[1]).toEqual({ widgetKey: "demo", contactToken: "token-of-contact-1" });
  });
});

describe("the first message", () => {
  it("opens a conversation whose id is remembered before it is sent", async () => {
    const { visit, client } = await onlineVisit();
    let atOpening: unknown;
    client.answerOpen = ({ id }) => {
      atOpening = remembered();
      return Promise.resolve(conversationOf(id));
    };
    visit.send("Hello");
    const [request] = client.opened;
    expect(request?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(request).toMatchObject({ channel: "web", message: { content: "Hello" } });
    expect(request?.message?.clientMessageId).toMatch(/^[0-9a-f-]{36}$/);
    expect(atOpening).toEqual({
      contactId: "contact-1",
      contactToken: "token-of-contact-1",
      conversationId: request?.id,
    });
    expect(visit.get().conversationId).toBe(request?.id);
    expect(visit.get().conversation?.rows.map((row) => row.content)).toEqual(["Hello"]);
  });

  it("is followed by others in the same conversation, also while the opening is on its way", async () => {
    const { visit, client } = await onlineVisit();
    client.answerOpen = () => new Promise(() => undefined);
    visit.send("Hello");
    visit.send("Anybody there?");
    expect(client.opened).toHaveLength(1);
    const [conversation] = client.conversations.values();
    expect(conversation?.sent).toEqual(["Anybody there?"]);
  });

  it("opens under the same id again after a refusal", async () => {
    const { visit, client } = await onlineVisit();
    client.answerOpen = () => Promise.reject(new ProblemError(problemOf("rate_limited")));
    visit.send("Hello");
    await vi.waitFor(() => {
      client.conversation(client.opened[0]?.id ?? "").become({ rows: [] });
      visit.send("Hello again");
      expect(client.opened).toHaveLength(2);
    });
    expect(client.opened[1]?.id).toBe(client.opened[0]?.id);
  });

  it("is followed by others, also when an earlier page has left it in the outbox", async () => {
    remember({ conversationId: "c-unsent" });
    const { visit, client } = await onlineVisit((fake) => {
      fake.conversation("c-unsent").addOwn("Hello");
    });
    visit.send("Anybody there?");
    expect(client.opened).toEqual([]);
    expect(client.conversation("c-unsent").sent).toEqual(["Anybody there?"]);
  });

  it("keeps the id of an opening that never left, after a reload", async () => {
    remember({ conversationId: "c-unsent" });
    const { visit, client } = await onlineVisit((fake) => {
      fake.conversation("c-unsent").become({ phase: "missing" });
    });
    expect(visit.get().conversationId).toBe("c-unsent");
    visit.send("Hello");
    expect(client.opened.map(({ id }) => id)).toEqual(["c-unsent"]);
  });
});

describe("coming back", () => {
  it("shows the remembered conversation and signs in as the same contact", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1")];
    });
    client.conversation("c-1").ready([rowOf(1)]);
    expect(asked).toEqual([{ widgetKey: "demo", contactToken: "token-1" }]);
    expect(visit.get().conversation?.rows).toHaveLength(1);
    visit.send("Me again");
    expect(client.opened).toEqual([]);
    expect(client.conversation("c-1").sent).toEqual(["Me again"]);
  });

  it("shows the conversation with the latest activity", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-2"), conversationOf("c-1")];
    });
    expect(visit.get().conversationId).toBe("c-2");
    expect(client.conversation("c-1").retainCount).toBe(0);
    expect(client.conversation("c-2").retainCount).toBe(1);
    expect(remembered()).toMatchObject({ conversationId: "c-2" });
  });

  it("shows a conversation that is there, rather than one whose message never left", async () => {
    remember({ conversationId: "c-lost" });
    const { visit } = await onlineVisit((fake) => {
      fake.conversation("c-lost").become({ phase: "missing" });
      fake.listed = [conversationOf("c-2")];
    });
    expect(visit.get().conversationId).toBe("c-2");
  });

  it("starts afresh where the remembered contact is no more", async () => {
    remember({ contactId: "contact-gone" });
    answer = ({ contactToken }) =>
      contactToken === undefined
        ? Promise.resolve(sessionOf())
        : Promise.reject(new ProblemError(problemOf("unauthenticated")));
    const { visit } = await onlineVisit();
    expect(asked).toEqual([{ widgetKey: "demo", contactToken: "token-1" }, { widgetKey: "demo" }]);
    expect(visit.get()).toMatchObject({ conversationId: undefined, problem: undefined });
  });

  it("makes nothing of a spoilt memory", async () => {
    localStorage.setItem(VISIT_KEY, '{"contactId":7}');
    const { visit } = await onlineVisit();
    expect(asked).toEqual([{ widgetKey: "demo" }]);
    expect(visit.get().conversationId).toBeUndefined();
  });

  it("lasts as long as the page where storage is refused", async () => {
    const refuse = () => {
      throw new DOMException("refused", "SecurityError");
    };
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(refuse);
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(refuse);
    const { visit, client } = await onlineVisit();
    visit.send("Hello");
    await client.token();
    expect(client.opened).toHaveLength(1);
    expect(asked[1]?.contactToken).toBe("token-of-contact-1");
  });
});

describe("the contact's own feed", () => {
  it("shows a conversation that an agent has opened", async () => {
    const { visit, client } = await onlineVisit();
    client.emit(FEED, {
      type: "conversation.opened",
      conversationId: "c-9",
      conversation: conversationOf("c-9", {
        lastMessage: { seq: 1, preview: "Hi", sentAt: AT, senderKind: "agent" },
      }),
      at: AT,
    });
    expect(visit.get()).toMatchObject({ conversationId: "c-9", hasConversation: true });
  });

  it("offers another conversation with an answer, without taking this one away", async () => {
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1"), conversationOf("c-0")];
    });
    visit.setOpen(true);
    const answered = (senderKind: "agent" | "contact", seq: number) =>
      client.emit(FEED, {
        type: "conversation.changed",
        conversationId: "c-0",
        conversation: conversationOf("c-0", {
          lastMessage: { seq, preview: "Hi", sentAt: AT, senderKind },
        }),
        at: AT,
      });
    answered("contact", 1);
    expect(visit.get().elsewhere).toBeUndefined();
    answered("agent", 2);
    expect(visit.get()).toMatchObject({ conversationId: "c-1", elsewhere: "c-0" });
    visit.show("c-0");
    expect(visit.get()).toMatchObject({ conversationId: "c-0", elsewhere: undefined });
  });

  it("asks for the list again after each joining, and soon after a failure", async () => {
    vi.useFakeTimers();
    const { client } = await onlineVisit();
    expect(client.listCount).toBe(1);
    client.listFailure = new Error("lost");
    client.emit(FEED, { type: "feed.joined", at: AT });
    await vi.advanceTimersByTimeAsync(0);
    client.listFailure = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(client.listCount).toBe(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.listCount).toBe(3);
    vi.useRealTimers();
  });
});

describe("unread messages", () => {
  it("are those of others past how far the visitor has read, on whatever device", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1")];
    });
    const conversation = client.conversation("c-1");
    conversation.ready([rowOf(1, { sender: CONTACT }), rowOf(2)]);
    expect(visit.get().unread).toBe(1);
    conversation.receive("And another thing");
    expect(visit.get().unread).toBe(2);
    visit.setOpen(true);
    expect(visit.get().unread).toBe(2); // a panel that is open has not been read
    visit.markRead(3);
    expect(visit.get().unread).toBe(0);
    conversation.receive("One more");
    expect(visit.get().unread).toBe(1);
    conversation.become({ ownReadSeq: 4 });
    expect(visit.get().unread).toBe(0);
  });

  it("are none until the server has said how far the visitor has read", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1")];
    });
    client.conversation("c-1").become({ phase: "ready", rows: [rowOf(1)] });
    expect(visit.get().unread).toBe(0);
    client.conversation("c-1").become({ ownReadSeq: 0 });
    expect(visit.get().unread).toBe(1);
  });
});

describe("the sound", () => {
  const answered = (seq: number, senderKind: "agent" | "contact" = "agent") =>
    conversationOf("c-1", { lastMessage: { seq, preview: "…", sentAt: AT, senderKind } });

  it("is asked for with each message of others that is new", async () => {
    remember();
    const { client } = await onlineVisit((fake) => {
      fake.listed = [answered(2)];
    });
    client.emit(FEED, { type: "feed.joined", at: AT });
    await vi.waitFor(() => expect(client.conversation("c-1").retainCount).toBe(1));
    await Promise.resolve();
    expect(rung).toEqual([]);
    client.emit(FEED, {
      type: "conversation.changed",
      at: AT,
      conversationId: "c-1",
      conversation: answered(3),
    });
    client.emit(FEED, {
      type: "conversation.changed",
      at: AT,
      conversationId: "c-1",
      conversation: answered(3),
    });
    client.emit(FEED, {
      type: "conversation.changed",
      at: AT,
      conversationId: "c-1",
      conversation: answered(4, "contact"),
    });
    expect(rung).toEqual(["c-1/3"]);
  });

  it("is switched off for every tab of this browser, and survives a reload", () => {
    const [visit, other] = [newVisit(), newVisit()];
    visit.mute(true);
    window.dispatchEvent(new StorageEvent("storage", { key: "campfire:muted:demo" }));
    expect([visit.get().muted, other.get().muted, newVisit().get().muted]).toEqual([
      true,
      true,
      true,
    ]);
    visit.mute(false);
    expect(newVisit().get().muted).toBe(false);
  });
});

describe("a new conversation", () => {
  it("is opened by the next message, and the former stays where it is", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1", { status: "resolved" })];
    });
    client.conversation("c-1").ready([rowOf(1)]);
    visit.newConversation();
    expect(visit.get()).toMatchObject({ conversationId: undefined, hasConversation: true });
    client.emit(FEED, { type: "feed.joined", at: AT });
    await Promise.resolve();
    expect(visit.get().conversationId).toBeUndefined();
    visit.send("Something else");
    expect(client.opened[0]?.id).not.toBe("c-1");
    expect(visit.get().conversationId).toBe(client.opened[0]?.id);
    expect(client.conversation("c-1").retainCount).toBe(0);
  });
});

describe("identity", () => {
  it("brings the anonymous contact's conversation along, and needs no token of theirs after", async () => {
    remember();
    const visit = newVisit();
    visit.start("signed");
    answer = () => Promise.resolve(sessionOf("person-1"));
    await latestClient().goOnline("person-1");
    expect(asked).toEqual([{ widgetKey: "demo", identity: "signed", contactToken: "token-1" }]);
    expect(visit.get().conversationId).toBe("c-1");
    expect(remembered()).toEqual({ contactId: "person-1", conversationId: "c-1" });
    await latestClient().token();
    expect(asked[1]).toEqual({ widgetKey: "demo", identity: "signed" });
  });

  it("given later makes a new client, and the old one ends", async () => {
    const { visit, client } = await onlineVisit();
    answer = () => Promise.resolve(sessionOf("person-1"));
    await visit.identify("signed");
    expect(client.stopped).toBe(true);
    expect(client.hears(FEED)).toBe(false);
    expect(clients).toHaveLength(2);
    await latestClient().goOnline("person-1");
    expect(latestClient().hears("org:org-1:user:person-1")).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it("of the same person, with a fresh token, disturbs nothing", async () => {
    const visit = newVisit();
    visit.start("signed");
    await latestClient().goOnline();
    await visit.identify("signed-anew");
    expect(clients).toHaveLength(1);
    await latestClient().token();
    expect(asked.at(-1)?.identity).toBe("signed-anew");
  });

  it("leaves nothing for whoever comes without it", async () => {
    remember({ contactId: "person-1" });
    localStorage.setItem(
      VISIT_KEY,
      JSON.stringify({ contactId: "person-1", conversationId: "c-1" }),
    );
    const { visit } = await onlineVisit();
    expect(asked).toEqual([{ widgetKey: "demo" }]);
    expect(visit.get().conversationId).toBeUndefined();
  });
});

describe("forgetting", () => {
  it("ends the client, drops what was not sent, and leaves nothing in the browser", async () => {
    const { visit, client } = await onlineVisit();
    client.answerOpen = () => new Promise(() => undefined);
    visit.memory.saveDraft("half a thought");
    visit.send("Hello");
    visit.forget();
    expect(client.stopped).toBe(true);
    expect([...client.conversations.values()].flatMap((each) => each.discarded)).toHaveLength(1);
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
    expect(visit.get().conversationId).toBeUndefined();
  });
});

describe("another tab", () => {
  it("makes this one the same contact when it writes first", async () => {
    const { visit, client } = await onlineVisit();
    answer = () => Promise.resolve(sessionOf("contact-2"));
    anotherTabWrites(() => remember({ contactId: "contact-2", contactToken: "token-2" }));
    expect(client.stopped).toBe(true);
    await latestClient().goOnline("contact-2");
    expect(asked.at(-1)).toEqual({ widgetKey: "demo", contactToken: "token-2" });
    expect(visit.get().conversationId).toBe("c-1");
  });

  it("signs this one out when it forgets", async () => {
    remember();
    const { visit, client } = await onlineVisit((fake) => {
      fake.listed = [conversationOf("c-1")];
    });
    answer = () => Promise.resolve(sessionOf("contact-3"));
    anotherTabWrites(() => localStorage.clear());
    expect(client.stopped).toBe(true);
    await latestClient().goOnline("contact-3");
    expect(asked.at(-1)).toEqual({ widgetKey: "demo" });
    expect(visit.get().conversationId).toBeUndefined();
  });
});

describe("problems", () => {
  it("that need the visitor stop the client and are shown, until tried again", async () => {
    answer = () => Promise.reject(new ProblemError(problemOf("not_found")));
    const visit = newVisit();
    visit.start();
    await expect(latestClient().token()).rejects.toThrow("not_found");
    expect(visit.get().problem?.code).toBe("not_found");
    expect(latestClient().stopped).toBe(true);

    answer = () => Promise.resolve(sessionOf());
    visit.tryAgain();
    await latestClient().goOnline();
    expect(visit.get()).toMatchObject({ problem: undefined, connection: { phase: "online" } });
  });

  it("that pass by themselves are left to the client", async () => {
    answer = () => Promise.reject(new ProblemError(problemOf("unavailable", true)));
    const visit = newVisit();
    visit.start();
    await expect(latestClient().token()).rejects.toThrow("unavailable");
    expect(visit.get().problem).toBeUndefined();
    expect(latestClient().stopped).toBe(false);
  });
});
