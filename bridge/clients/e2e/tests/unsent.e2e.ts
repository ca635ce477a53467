import type { Server } from "node:http";
import type { Browser, BrowserContext, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connectAs, signIn } from "../src/api";
import { openBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";

/** The sockets of a browser to Campfire, on which what is sent may get lost. */
async function throughBadLine(context: BrowserContext): Promise<{ loses: boolean }> {
  const line: { loses: boolean } = { loses: false };
  await context.routeWebSocket(/eventbus/, (page: WebSocketRoute) => {
    const server = page.connectToServer();
    page.onMessage((frame) => {
      const isSend = /messaging\.(open|send)/.test(frame.toString());
      if (!line.loses || !isSend) server.send(frame);
    });
    server.onMessage((frame) => page.send(frame));
  });
  return line;
}

describe.skipIf(skipBrowser)("a frame whose browser refuses it storage", () => {
  const [server] = inject("common").nodes;
  let browser: Browser;
  let shop: { url: string; server: Server };

  beforeAll(async () => {
    browser = await openBrowser();
    shop = await serveShop(server.url, "another site");
  });
  afterAll(async () => {
    await browser.close();
    shop.server.close();
  });

  it("sends once what was on its way when the page was loaded anew", async () => {
    const context = await browser.newContext();
    const line = await throughBadLine(context);
    const visitor = new Visitor(await context.newPage());
    const agent = await connectAs(server.url, await signIn(server.url, "ada@demo.test"));
    const stored = async (): Promise<string[]> => {
      const { items } = await agent.request<{ items: { id: string }[] }>("messaging.list", {
        q: "the blue kettle",
      });
      expect(items.length).toBeLessThanOrEqual(1);
      if (items[0] === undefined) return [];
      const { messages } = await agent.request<{ messages: { content: string }[] }>(
        "messaging.history",
        { conversationId: items[0].id },
      );
      return messages.map(({ content }) => content);
    };
    const kept = (): Promise<string[]> =>
      visitor.page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith("campfire:demo:unsent:")),
      );
    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.frame.getByRole("textbox").waitFor();
    const refused = await visitor.frame.locator("body").evaluate(async () => {
      try {
        const request = indexedDB.open("probe");
        return await new Promise((done) => {
          request.onsuccess = () => done(false);
          request.onerror = () => done(true);
        });
      } catch {
        return true;
      }
    });
    expect(refused).toBe(true);

    line.loses = true;
    await visitor.say("Is the blue kettle still there?");
    await expect.poll(kept).toHaveLength(1);
    expect(await stored()).toEqual([]);
    line.loses = false;
    await visitor.page.reload();
    await visitor.open();
    await expect.poll(stored, { timeout: 30_000 }).toEqual(["Is the blue kettle still there?"]);
    await expect.poll(kept).toEqual([]);
    agent.close();
    await context.close();
  });
});
