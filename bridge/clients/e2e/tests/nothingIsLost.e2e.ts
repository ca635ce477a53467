import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import { Agent, openBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";
import { Refused, type BridgeSocket } from "../src/BridgeSocket";
import { CampfireServer, cleanUp, temporaryFolder } from "../src/CampfireServer";
import { postmaster } from "../src/openDatabase";

interface Message {
  id: string;
  seq: number;
  clientMessageId: string;
}

let folder: string;
let server: CampfireServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", folder]);
});
afterAll(() => cleanUp([server], [folder]));

it("what was acknowledged before a kill -9 is there once, in one order", async () => {
  const visitor = await connectAs(server.url, await visit(server.url));
  const { id: conversationId } = await visitor.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: "first" },
  });
  const agents = await Promise.all(
    ["ada", "grace", "admin"].map(async (name) =>
      connectAs(server.url, await signIn(server.url, `${name}@demo.test`)),
    ),
  );
  const acknowledged = new Map<string, Message>();
  let killed: Promise<void> | undefined;
  const send = async (agent: BridgeSocket, content: string): Promise<void> => {
    const clientMessageId = randomUUID();
    const body = { conversationId, clientMessageId, content };
    const sent = await agent
      .request<{ message: Message }>("messaging.send", body)
      .catch(() => undefined);
    if (sent === undefined) return;
    acknowledged.set(clientMessageId, sent.message);
    if (acknowledged.size === 300) killed = server.kill();
  };
  // A burst of each, and of that twenty at a time: when the server dies, half have not been sent.
  await Promise.all(
    agents.flatMap((agent) =>
      Array.from({ length: 20 }, async (_, lane) => {
        for (let turn = 0; turn < 10; turn++) await send(agent, `message ${turn} of lane ${lane}`);
      }),
    ),
  );
  await killed;
  expect(acknowledged.size).toBeGreaterThanOrEqual(300);
  expect(acknowledged.size).toBeLessThan(600);

  await server.launch();

  const again = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
  const stored: Message[] = [];
  for (;;) {
    const page = await again.request<{ messages: Message[] }>("messaging.history", {
      conversationId,
      afterSeq: stored.length,
      limit: 200,
    });
    if (page.messages.length === 0) break;
    stored.push(...page.messages);
  }
  expect(stored.map((message) => message.seq)).toEqual(stored.map((_, index) => index + 1));
  expect(new Set(stored.map((message) => message.clientMessageId)).size).toBe(stored.length);
  for (const [clientMessageId, message] of acknowledged) {
    const found = stored[message.seq - 1];
    expect(found?.clientMessageId).toBe(clientMessageId);
    expect(found?.id).toBe(message.id);
  }
  again.close();
});

/** PostgreSQL's processes: the first, and those that it has started. */
async function postgres(): Promise<number[]> {
  const { pid: first } = await postmaster(folder);
  const all = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = await Promise.all(
    all.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")),
  );
  // proc(5): the parent follows the state, behind the name in brackets.
  const isOurs = (stat: string): boolean =>
    stat.slice(stat.lastIndexOf(")")).split(" ")[2] === `${first}`;
  return [first, ...all.filter((_, index) => isOurs(parents[index] ?? ""))];
}

it("a database that does not answer is unavailable, and all goes on when it is back", async () => {
  const session = await signIn(server.url, "ada@demo.test");
  const agent = await connectAs(server.url, session);
  const { items } = await agent.request<{ items: { id: string }[] }>("messaging.list", {});
  const conversationId = items[0]?.id ?? "";
  const clientMessageId = randomUUID();
  const content = "sent while the database slept";
  const byHttp = (): Promise<Response> =>
    fetch(`${server.url}/api/v1/conversations/${conversationId}/messages`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${session.accessToken}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ clientMessageId, content }),
    });
  const byBus = (): Promise<{ message: { seq: number }; duplicate: boolean }> =>
    agent.request("messaging.send", { conversationId, clientMessageId, content });

  const processes = await postgres();
  processes.forEach((pid) => process.kill(pid, "SIGSTOP"));
  const [overHttp, overBus] = await Promise.all([
    byHttp(),
    byBus().then(
      () => "answered",
      (failure: unknown) => (failure instanceof Refused ? failure.code : failure),
    ),
  ]).finally(() => processes.forEach((pid) => process.kill(pid, "SIGCONT")));

  expect(overHttp.status).toBe(503);
  expect(overHttp.headers.get("retry-after")).not.toBeNull();
  expect(await overHttp.json()).toMatchObject({ code: "unavailable", retryable: true });
  expect(overBus).toBe("unavailable");

  await expect.poll(async () => (await byHttp()).ok, { timeout: 20_000 }).toBe(true);
  expect((await byBus()).duplicate).toBe(true);
  const { messages } = await agent.request<{ messages: { content: string }[] }>(
    "messaging.history",
    { conversationId },
  );
  expect(messages.filter((message) => message.content === content)).toHaveLength(1);
});

describe.skipIf(skipBrowser)("a visitor of a shop and an agent talk", () => {
  let browser: Browser;
  let shop: { url: string; server: Server };

  beforeAll(async () => {
    browser = await openBrowser();
    shop = await serveShop(server.url);
  });
  afterAll(async () => {
    await browser.close();
    shop.server.close();
  });

  it("over reloads and a kill -9 nothing is missing and nothing double", async () => {
    const complaints: string[] = [];
    const visitor = new Visitor(await (await browser.newContext()).newPage());
    const agent = new Agent(await (await browser.newContext()).newPage());
    for (const { page } of [visitor, agent]) {
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // Lost connections are the point of this test; a page's own faults are not.
        if (
          message.type() === "error" &&
          !/net::ERR_|WebSocket|status of 4|status of 5/.test(message.text())
        )
          complaints.push(message.text());
      });
    }

    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.say("Do you have the lantern in red?");
    await agent.signIn(server.url, "ada@demo.test");
    await agent.openConversation("Do you have the lantern in red?");
    await agent.say("We do, two are left.");
    await expect.poll(() => visitor.transcript()).toContain("We do, two are left.");
    await visitor.say("Then I take both!");
    const soFar = ["Do you have the lantern in red?", "We do, two are left.", "Then I take both!"];
    await expect.poll(() => agent.transcript()).toEqual(soFar);

    await Promise.all([visitor.page.reload(), agent.page.reload()]);
    await visitor.open();
    await expect.poll(() => visitor.transcript(), { timeout: 15_000 }).toEqual(soFar);
    await expect.poll(() => agent.transcript(), { timeout: 15_000 }).toEqual(soFar);

    await server.kill();
    await visitor.say("Hello? Are you still there?");
    await agent.say("One moment, please.");
    await server.launch();

    const all = [...soFar, "Hello? Are you still there?", "One moment, please."].sort();
    for (const who of [visitor, agent]) {
      await expect
        .poll(async () => (await who.transcript()).sort(), { timeout: 60_000 })
        .toEqual(all);
    }
    const transcript = await agent.transcript();
    expect(await visitor.transcript()).toEqual(transcript);
    await Promise.all([visitor.page.reload(), agent.page.reload()]);
    await visitor.open();
    for (const who of [visitor, agent]) {
      await expect.poll(() => who.transcript(), { timeout: 15_000 }).toEqual(transcript);
    }
    expect(complaints).toEqual([]);
  });
});

it("SIGTERM ends it with status 0", async () => {
  expect(await server.stop()).toBe(0);
});
