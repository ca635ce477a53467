import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectAs, signIn, visit } from "../src/api";
import { Agent, openBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";
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
  await expect.poll(online).toEqual(["Ada Lovelace", "Grace Hopper", "Vera"]);

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

describe.skipIf(skipBrowser)("in a browser", () => {
  let browser: Browser;
  let shop: { url: string; server: Server };

  beforeAll(async () => {
    browser = await openBrowser();
    shop = await serveShop(server.url, "the same site");
  });
  afterAll(async () => {
    await browser.close();
    shop.server.close();
  });

  /** The conversation that begins with these words. */
  async function find(agent: BridgeSocket, words: string): Promise<string> {
    let id = "";
    const ask = async (): Promise<string> => {
      const body = { q: words };
      const { items } = await agent.request<{ items: { id: string }[] }>("messaging.list", body);
      id = items[0]?.id ?? "";
      return id;
    };
    await expect.poll(ask).not.toBe("");
    return id;
  }

  async function answer(agent: BridgeSocket, conversationId: string, content: string) {
    const clientMessageId = randomUUID();
    const body = { conversationId, clientMessageId, content };
    const { message } = await agent.request<{ message: { seq: number } }>("messaging.send", body);
    return message.seq;
  }

  it("a message is delivered behind another tab, and read only when somebody looks", async () => {
    const context = await browser.newContext();
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.say("Does anybody read this?");
    const agent = await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
    const conversationId = await find(agent, "Does anybody read this?");

    // Playwright has every page believe that it is the one in front, unless it is told not to.
    const devTools = await context.newCDPSession(visitor.page);
    await devTools.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    const inFront = await context.newPage();
    await inFront.bringToFront();
    const receipt = async (): Promise<Receipt | undefined> => {
      const { receipts } = await agent.request<{ receipts: Receipt[] }>("receipts.list", {
        conversationId,
      });
      return receipts.find(({ reader }) => reader.kind === "contact");
    };
    const unread = await answer(agent, conversationId, "Not while you look elsewhere.");
    await expect.poll(async () => (await receipt())?.deliveredSeq).toBe(unread);
    // What would have been told of the first one is told before what is told of the second.
    const newest = await answer(agent, conversationId, "Nor this.");
    await expect.poll(async () => (await receipt())?.deliveredSeq).toBe(newest);
    expect((await receipt())?.readSeq).toBeLessThan(unread);

    await visitor.page.bringToFront();
    await expect.poll(async () => (await receipt())?.readSeq).toBe(newest);
  });

  it("the badge counts what was not read, by the server and not by this browser", async () => {
    const context = await browser.newContext();
    const visitor = new Visitor(await context.newPage());
    const launcher = visitor.page.getByRole("button", { name: /chat/i });
    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.say("My tent has a hole.");
    const agent = await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
    const conversationId = await find(agent, "My tent has a hole.");
    await launcher.click();
    await answer(agent, conversationId, "How large is it?");
    await answer(agent, conversationId, "And where?");

    const unread = visitor.page.getByRole("button", { name: /2 new messages/ });
    await unread.waitFor();
    await visitor.page.reload();
    await unread.waitFor();
    await visitor.open();
    await visitor.frame.getByText("And where?").waitFor();
    const receipts = async (): Promise<number | undefined> => {
      const body = { conversationId };
      const listed = await agent.request<{ receipts: Receipt[] }>("receipts.list", body);
      return listed.receipts.find(({ reader }) => reader.kind === "contact")?.readSeq;
    };
    await expect.poll(receipts).toBe(3);

    await visitor.page.reload();
    const third = await answer(agent, conversationId, "Send me a picture.");
    expect(third).toBe(4);
    await visitor.page.getByRole("button", { name: /1 new message\b/ }).waitFor();
    await context.close();
  });

  /** How often a page and its frames took their turn to ring, and the tones that they made. */
  async function heard(pages: Page[]): Promise<{ turns: number; tones: number }> {
    const all = { turns: 0, tones: 0 };
    for (const frame of pages.flatMap((page) => page.frames())) {
      const here = await frame.evaluate(() => ({
        turns: Number(Reflect.get(window, "ringTurns") ?? 0),
        tones: Number(Reflect.get(window, "ringTones") ?? 0),
      }));
      all.turns += here.turns;
      all.tones += here.tones;
    }
    return all;
  }

  async function listenTo(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      const count = (what: string) =>
        Reflect.set(window, what, Number(Reflect.get(window, what) ?? 0) + 1);
      window.AudioContext = class extends AudioContext {
        override createOscillator(): OscillatorNode {
          count("ringTones");
          return super.createOscillator();
        }
      };
      type Ask = (name: string, work: () => unknown) => Promise<unknown>;
      const request = Reflect.get(LockManager.prototype, "request") as Ask;
      Reflect.set(
        LockManager.prototype,
        "request",
        async function (this: LockManager, ...asked: Parameters<Ask>) {
          const done = await request.apply(this, asked);
          if (asked[0] === "campfire-chime") count("ringTurns");
          return done;
        },
      );
    });
  }

  it("a message rings once in two tabs of the widget, and not when the sound is off", async () => {
    const context = await browser.newContext();
    await listenTo(context);
    const [one, other] = [
      new Visitor(await context.newPage()),
      new Visitor(await context.newPage()),
    ];
    await one.page.goto(shop.url);
    await one.open();
    await one.say("Is this loud?");
    const agent = await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
    const conversationId = await find(agent, "Is this loud?");
    await other.page.goto(shop.url);
    await other.open();
    await other.frame.getByText("Is this loud?").waitFor();
    // A page may be heard only after somebody has used it.
    await other.frame.getByRole("textbox").click();

    await answer(agent, conversationId, "Ring.");
    await expect.poll(() => heard([one.page, other.page])).toEqual({ turns: 2, tones: 2 }); // one ring has two tones
    await one.frame.getByRole("button", { name: "Sound" }).click();
    await other.frame.getByRole("button", { name: "Sound", pressed: false }).waitFor();
    await answer(agent, conversationId, "Hush.");
    await expect.poll(() => heard([one.page, other.page])).toEqual({ turns: 4, tones: 2 });
    await context.close();
  });

  /** How many of a page's reports of its last input the server has answered. */
  function countReports(page: Page): () => number {
    const asked = new Set<string>();
    let answered = 0;
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => {
        const { address, replyAddress } = JSON.parse(payload.toString()) as Record<string, string>;
        if (address === "presence.active" && replyAddress) asked.add(replyAddress);
      });
      socket.on("framereceived", ({ payload }) => {
        const { address } = JSON.parse(payload.toString()) as { address?: string };
        if (address && asked.has(address)) answered++;
      });
    });
    return () => answered;
  }

  async function untilReported(reports: () => number, act: () => Promise<void>): Promise<void> {
    const before = reports();
    await act();
    await expect.poll(reports).toBeGreaterThan(before);
  }

  /** Time passes: on the pages' clocks, and for what the server, whose clock goes on, remembers. */
  async function pass(minutes: number, pages: readonly Page[]): Promise<void> {
    const database = await openDatabase(folder);
    await database.query(
      `update campfire.profiles set last_active_at = last_active_at - interval '${minutes} minutes'`,
    );
    await database.end();
    for (const page of pages) await page.clock.fastForward(minutes * 60_000);
  }

  it("an agent is away by itself when they use none of their devices, and back with the first sign", async () => {
    const contexts = [await browser.newContext(), await browser.newContext()];
    const pages = await Promise.all(contexts.map((context) => context.newPage()));
    const [laptop, phone] = pages.map((page) => new Agent(page)) as [Agent, Agent];
    const [laptopReports, phoneReports] = pages.map(countReports) as [() => number, () => number];
    for (const agent of [laptop, phone]) {
      await agent.page.clock.install();
      await agent.signIn(server.url, "ada@demo.test");
    }
    const grace = await connectAs(server.url, await signIn(server.url, "grace@demo.test"));
    const chosen = async (): Promise<string | undefined> => {
      const listed = await grace.request<{ agents: { name: string; availability: string }[] }>(
        "presence.list",
        {},
      );
      return listed.agents.find(({ name }) => name === "Ada Lovelace")?.availability;
    };
    await laptop.page.getByRole("button", { name: /online/i }).waitFor();
    expect(await chosen()).toBe("online");
    // Visitors wait for an answer: the tab and its icon count them.
    await expect.poll(() => laptop.page.title()).toMatch(/^\([1-9]\d*\) /u);
    const icon = laptop.page.locator('link[rel="icon"]');
    await expect.poll(() => icon.getAttribute("href")).toMatch(/^data:image\/png/u);
    await expect.poll(() => laptopReports() > 0 && phoneReports() > 0).toBe(true);

    await untilReported(phoneReports, () => pass(9, pages));
    await untilReported(phoneReports, () => phone.page.mouse.move(200, 200));
    await untilReported(laptopReports, () => pass(2, [laptop.page]));
    expect(await chosen()).toBe("online");

    await pass(11, pages);
    await expect.poll(chosen).toBe("away");
    await laptop.page.getByRole("button", { name: /away/i }).waitFor();

    await phone.page.mouse.move(300, 300);
    await expect.poll(chosen).toBe("online");
    await Promise.all(contexts.map((context) => context.close()));
  });
});
