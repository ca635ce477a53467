import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Agent, openBrowser, serveShop, skipBrowser, Visitor } from "../src/browser";

/** Chooses in one of the menus of a conversation. */
async function choose(page: Page, menu: RegExp, item: RegExp): Promise<void> {
  await page.getByRole("button", { name: menu }).click();
  await page
    .getByRole("menuitem", { name: item })
    .or(page.getByRole("menuitemradio", { name: item }))
    .click();
}

describe.skipIf(skipBrowser)("two agents hand a conversation over", () => {
  const [server] = inject("common").nodes;
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

  it("and the contact sees who writes, what is edited and deleted, and comes back", async () => {
    const visitor = new Visitor(await (await browser.newContext()).newPage());
    const ada = new Agent(await (await browser.newContext()).newPage());
    const grace = new Agent(await (await browser.newContext()).newPage());
    const notices = grace.page.getByRole("region", { name: "Notices" });
    const log = ada.page.getByRole("log");

    await visitor.page.goto(shop.url);
    await visitor.open();
    await visitor.say("My stove does not light.");
    await ada.signIn(server.url, "ada@demo.test");
    await grace.signIn(server.url, "grace@demo.test");

    await ada.openConversation("My stove does not light.");
    await choose(ada.page, /^Assignee: Unassigned/, /assign to me/i);
    await ada.page.getByRole("button", { name: /^Assignee: You/ }).waitFor();
    await ada.say("I am asking Grace, she knows stoves.");
    await expect.poll(() => visitor.frame.getByText("Ada Lovelace").first().isVisible()).toBe(true);
    expect(await notices.getByRole("link").count()).toBe(0);

    await choose(ada.page, /^Assignee: You/, /Grace Hopper/);
    await ada.page.getByRole("button", { name: /^Assignee: Grace Hopper/ }).waitFor();
    await notices.getByRole("link", { name: /^Open/ }).click();
    await expect
      .poll(() => grace.transcript())
      .toEqual(["My stove does not light.", "I am asking Grace, she knows stoves."]);
    await grace.page.getByRole("button", { name: /^Assignee: You/ }).waitFor();

    await grace.say("Is there fuel in it?");
    await expect.poll(() => visitor.transcript()).toContain("Is there fuel in it?");
    await visitor.frame.getByText("Grace Hopper").first().waitFor();
    await expect.poll(() => ada.transcript()).toContain("Is there fuel in it?");

    await changeOwn(grace.page, "Is there fuel in it?", /edit/i);
    const editor = grace.page.getByRole("textbox", { name: "Message text" });
    await editor.fill("Is there gas in it?");
    await editor.press("Enter");
    await visitor.frame.getByText("Is there gas in it?").waitFor();
    await log.getByText("Is there gas in it?").waitFor();
    expect(await visitor.frame.getByText("Is there fuel in it?").count()).toBe(0);

    await grace.say("wrong window, sorry");
    await expect.poll(() => visitor.transcript()).toContain("wrong window, sorry");
    await changeOwn(grace.page, "wrong window, sorry", /delete/i);
    await grace.page
      .getByRole("alertdialog")
      .getByRole("button", { name: /delete/i })
      .click();
    await visitor.frame.getByText(/message deleted/i).waitFor();
    await log.getByText(/message was deleted/i).waitFor();
    expect(await visitor.frame.getByText("wrong window, sorry").count()).toBe(0);
    expect(await log.getByText("wrong window, sorry").count()).toBe(0);

    await choose(grace.page, /^Assignee: You/, /back to the queue/i);
    for (const { page } of [ada, grace]) {
      await page.getByRole("button", { name: /^Assignee: Unassigned/ }).waitFor();
    }

    await ada.page.getByRole("button", { name: "Resolve" }).click();
    for (const { page } of [ada, grace]) {
      await page.getByRole("button", { name: "Reopen" }).waitFor();
    }
    await visitor.say("It was empty, thank you! One more thing:");
    for (const { page } of [ada, grace]) {
      await page.getByRole("button", { name: "Resolve" }).waitFor();
      await page.getByRole("log").getByText("It was empty, thank you! One more thing:").waitFor();
    }
  });
});

/** Opens the menu of one's own message and chooses. */
async function changeOwn(page: Page, text: string, item: RegExp): Promise<void> {
  const message = page.getByRole("article").filter({ hasText: text });
  await message.hover();
  await message.getByRole("button").first().click();
  await page.getByRole("menuitem", { name: item }).click();
}
