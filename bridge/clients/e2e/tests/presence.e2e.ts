import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import { launchBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";
import type { BridgeSocket } from "../src/BridgeSocket";
import { CampfireServer, cleanUp, temporaryFolder } from "../src/CampfireServer";
import { openDatabase } from "../src/openDatabase";

interface Receipt {
  reader: { kind: string };
  deliveredSeq: number;
  readSeq: number;
}

let folder: string;
let server: CampfireServer;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await CampfireServer.start(["--demo", "--data", folder]);
});
afterAll(() => cleanUp([server], [folder]));

/** Who is online as far as the database says, by name. */
async function online(): Promise<string[]> {
  const database = await openDatabase(folder);
  const { rows } = await database.query<{ name: string }>(
    `select full_name as name from campfire.profiles where is_online
     union all select name from campfire.contacts where is_online order by name`,
  );
  await database.end();
  return rows.map(({ name }) => name);
}

async function openConversation(visitor: BridgeSocket, name: string): Promise<string> {
  const { id } = await visitor.request<{ id: string }>("messaging.open", {
    message: { clientMessageId: randomUUID(), content: `I am ${name}.` },
    contact: { name },
  });
  return id;
}

it("after a kill -9 the database is right about everyone within 20 s of the restart", async () => {
  const ada = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
  await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
  const visitor = await connectAs(server.url, await visit(server.url));
  const conversationId = await openConversation(visitor, "Vera");
  const asked = await ada.request<{ contact: { isOnline: boolean } }>("messaging.get", {
    conversationId,
  });
  expect(asked.contact.isOnline).toBe(true);
  await expect.poll(online, { timeout: 10_000 }).toEqual(["Ada Lovelace", "Grace Hopper", "Vera"]);

  await server.kill();
  await server.launch();
  const back = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));

  await expect.poll(online, { timeout: 20_000 }).toEqual(["Ada Lovelace"]);
  const { agents } = await back.request<{ agents: { name: string; isOnline: boolean }[] }>(
    "presence.list",
    {},
  );
  expect(agents.filter(({ isOnline }) => isOnline).map(({ name }) => name)).toEqual([
    "Ada Lovelace",
  ]);
});

describe.skipIf(skipBrowser)("a message in the widget", () => {
  let browser: Browser;
  let shop: { url: string; server: Server };

  beforeAll(async () => {
    browser = await launchBrowser();
    shop = await serveShop(server.url);
  });
  afterAll(async () => {
    await browser.close();
    shop.server.close();
  });

  it("is delivered behind another tab, and read only when somebody looks", async () => {
    const context = await browser.newContext();
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.say("Does anybody read this?");
    const agent = await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
    let conversationId = "";
    await expect
      .poll(async () => {
        const { items } = await agent.request<{ items: { id: string }[] }>("messaging.list", {
          q: "Does anybody read this?",
        });
        conversationId = items[0]?.id ?? "";
        return conversationId;
      })
      .not.toBe("");

    // Playwright has every page believe that it is the one in front, unless it is told not to.
    const devTools = await context.newCDPSession(visitor.page);
    await devTools.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    const inFront = await context.newPage();
    await inFront.bringToFront();
    const send = async (content: string): Promise<number> => {
      const { message } = await agent.request<{ message: { seq: number } }>("messaging.send", {
        conversationId,
        clientMessageId: randomUUID(),
        content,
      });
      return message.seq;
    };
    const receipt = async (): Promise<Receipt | undefined> => {
      const { receipts } = await agent.request<{ receipts: Receipt[] }>("receipts.list", {
        conversationId,
      });
      return receipts.find(({ reader }) => reader.kind === "contact");
    };
    const unread = await send("Not while you look elsewhere.");
    await expect.poll(async () => (await receipt())?.deliveredSeq).toBe(unread);
    // What would have been told of the first one is told before what is told of the second.
    const newest = await send("Nor this.");
    await expect.poll(async () => (await receipt())?.deliveredSeq).toBe(newest);
    expect((await receipt())?.readSeq).toBeLessThan(unread);

    await visitor.page.bringToFront();
    await expect.poll(async () => (await receipt())?.readSeq).toBe(newest);
  });
});
