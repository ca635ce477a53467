import { randomUUID } from "node:crypto";
import EventBus from "@vertx/eventbus-bridge-client.js";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { connectAs, signIn, visit, type Session } from "../src/api";
import { BridgeSocket, Refused } from "../src/BridgeSocket";

interface Conversation {
  id: string;
  lastSeq: number;
}

interface Accepted {
  message: { id: string; seq: number; content: string };
  duplicate: boolean;
}

const [server] = inject("common").nodes;

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "answered";
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

describe("content", () => {
  let contact: Session;
  let socket: BridgeSocket;
  let conversationId: string;

  // A contact of its own each time, since one may send only ten at once.
  beforeEach(async () => {
    contact = await visit(server.url);
    socket = await connectAs(server.url, contact);
    const opened = await socket.request<Conversation>("messaging.open", {
      id: randomUUID(),
      message: { clientMessageId: randomUUID(), content: "hello" },
    });
    conversationId = opened.id;
  });
  afterEach(() => socket.close());

  async function send(content: string): Promise<Accepted> {
    return socket.request("messaging.send", {
      conversationId,
      clientMessageId: randomUUID(),
      content,
    });
  }

  it.each([
    ["8,000 characters", "x".repeat(8_000)],
    ["emoji, family and flag", "👩‍👩‍👧‍👦 🇩🇪 e\u0301"],
    ["right-to-left text", "مرحبا بك \u202Eabc שלום"],
    ["a script", "<script>alert(1)</script>"],
    ["quotes and SQL", "'; drop table messages; -- \\ \" $1 %s"],
  ])("takes %s as it is", async (_, content) => {
    expect((await send(content)).message.content).toBe(content);
    const page = await socket.request<{ messages: { content: string }[] }>("messaging.history", {
      conversationId,
      limit: 1,
    });
    expect(page.messages[0]?.content).toBe(content);
  });

  it("8,001 characters are too_large and change nothing", async () => {
    const before = await socket.request<Conversation>("messaging.get", { conversationId });
    expect(await refusal(send("x".repeat(8_001)))).toBe("too_large");
    const after = await socket.request<Conversation>("messaging.get", { conversationId });
    expect(after).toEqual(before);
  });

  it("blank content is invalid_request", async () => {
    expect(await refusal(send(" \n\t"))).toBe("invalid_request");
  });

  it.each(["\\u0000", "\\ud83d"])("%s makes the frame unreadable", async (escape) => {
    const before = socket.frames.length;
    socket.raw(
      `{"type":"send","address":"messaging.send","replyAddress":"r","body":{"content":"${escape}"}}`,
    );
    await expect.poll(() => socket.frames.length).toBeGreaterThan(before);
    expect(socket.frames.at(-1)).toMatchObject({ type: "err" });
    expect(await refusal(send("still here"))).toBe("answered");
  });

  it("a repeat answers the first message", async () => {
    const body = { conversationId, clientMessageId: randomUUID(), content: "once" };
    const first = await socket.request<Accepted>("messaging.send", body);
    const again = await socket.request<Accepted>("messaging.send", body);
    expect(again).toEqual({ message: first.message, duplicate: true });
    const other = socket.request("messaging.send", { ...body, content: "twice" });
    expect(await refusal(other)).toBe("conflict");
  });

  it("another organisation's agent finds nothing", async () => {
    const eve = await connectAs(server.url, await signIn(server.url, "eve@other.test"));
    const absent = randomUUID();
    const messages: string[] = [];
    for (const id of [conversationId, absent]) {
      const failure = await eve
        .request("messaging.get", { conversationId: id })
        .catch((error: unknown) => error as Refused);
      const problem = JSON.parse((failure as Refused).message) as Record<string, unknown>;
      expect(problem["code"]).toBe("not_found");
      delete problem["instance"];
      messages.push(JSON.stringify(problem));
    }
    expect(messages[0]).toBe(messages[1]);
    expect(await refusal(eve.register(`org:${contact.org}:conv:${conversationId}`))).toBe(
      "not_found",
    );
    expect(await refusal(eve.register(`org:${contact.org}:inbox`))).toBe("not_found");
    eve.close();
  });
});

it("a frame of 100 KB ends the connection", async () => {
  const socket = await connectAs(server.url, await visit(server.url));
  socket.raw(JSON.stringify({ type: "ping", padding: "x".repeat(100_000) }));
  await expect.poll(() => socket.closeCode, { timeout: 5_000 }).toBeDefined();
});

it("before session.auth nothing but a ping is served", async () => {
  const socket = await BridgeSocket.connect(server.url);
  expect(await refusal(socket.request("messaging.list", {}))).toBe("unauthenticated");
  socket.raw('{"type":"ping"}');
  await expect.poll(() => socket.frames.some((frame) => frame.type === "pong")).toBe(true);
  socket.close();
});

function refusedBy(frame: unknown): Error {
  return Object.assign(new Error("refused"), frame);
}

it("the stock bridge client talks to us unchanged", async () => {
  const visitor = await visit(server.url);
  const bus = new EventBus(`${server.url}/eventbus`, { transports: ["websocket"] });
  await new Promise<void>((open) => (bus.onopen = open));
  const ask = <T>(address: string, body: unknown): Promise<T> =>
    new Promise((answer, failed) => {
      bus.send(address, body, (error, reply) => {
        if (error) failed(refusedBy(error));
        else answer(reply.body as T);
      });
    });
  await ask("session.auth", { token: visitor.accessToken });
  const opened = await ask<Conversation>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: "from the stock client" },
  });
  const events: string[] = [];
  const feed = `org:${visitor.org}:conv:${opened.id}`;
  bus.registerHandler(feed, (_, frame) => {
    events.push((frame.body as { type: string }).type);
  });
  await expect.poll(() => events).toContain("feed.joined");
  await ask("messaging.send", {
    conversationId: opened.id,
    clientMessageId: randomUUID(),
    content: "again",
  });
  await expect.poll(() => events).toContain("message.sent");
  await expect(ask("messaging.get", { conversationId: randomUUID() })).rejects.toMatchObject({
    failureCode: 404,
    failureType: "RECIPIENT_FAILURE",
  });
  bus.enableReconnect(false);
  bus.close();
});
