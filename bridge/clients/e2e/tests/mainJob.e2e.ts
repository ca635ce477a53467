import type { Server } from "node:http";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Agent, launchBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";
import { CampfireServer, cleanUp, temporaryFolder } from "../src/CampfireServer";

describe.skipIf(skipBrowser)("a visitor of a shop and an agent talk", () => {
  let folder: string;
  let server: CampfireServer;
  let browser: Browser;
  let shop: { url: string; server: Server };

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await temporaryFolder();
    server = await CampfireServer.start(["--demo", "--data", folder]);
    shop = await serveShop(server.url);
  });
  afterAll(async () => {
    await browser.close();
    shop.server.close();
    await cleanUp([server], [folder]);
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
