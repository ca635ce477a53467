import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { faults } from "../src/axe";
import { Agent, openBrowser, skipBrowser } from "../src/browser";

describe.skipIf(skipBrowser)("the page of business hours", () => {
  const [server] = inject("common").nodes;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function signedIn(email: string): Promise<Page> {
    const context = await browser.newContext({ timezoneId: "Asia/Tokyo", locale: "en-GB" });
    const agent = new Agent(await context.newPage());
    await agent.signIn(server.url, email);
    return agent.page;
  }

  const kept = (page: Page) => page.getByRole("checkbox", { name: "Keep business hours" });

  it("keeps what an admin sets by the keyboard, refuses what cannot be, and has no fault for axe", async () => {
    const page = await signedIn("admin@demo.test");
    await page.getByRole("link", { name: "Settings" }).click();
    await kept(page).check();
    const zone = page.getByLabel("Time zone");
    expect(await zone.inputValue()).toBe("Asia/Tokyo");
    await zone.selectOption("Europe/Berlin");

    await page.getByRole("button", { name: "Add an opening on Saturday" }).press("Enter");
    await page.getByLabel("Saturday, opens").fill("22:00");
    await page.getByLabel("Saturday, closes").fill("06:00");
    await page.getByLabel("Another holiday").fill("2026-12-25");
    await page.getByLabel("Another holiday").press("Enter");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByText("Not saved: one thing is to be mended.").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toBe("Saturday, opens");
    for (const [width, height] of [
      [1280, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await faults(page), `${width} wide`).toEqual([]);
      const isWider = await page.evaluate(
        () => document.documentElement.scrollWidth > window.innerWidth,
      );
      expect(isWider, `${width} wide`).toBe(false);
    }

    await page.getByLabel("Saturday, closes").fill("00:00");
    await page.keyboard.press("Enter");
    await page.getByText("Saved.").waitFor();

    await page.reload();
    await page.getByLabel("Saturday, opens").waitFor();
    expect(await page.getByLabel("Saturday, opens").inputValue()).toBe("22:00");
    expect(await page.getByLabel("Saturday, closes").inputValue()).toBe("00:00");
    expect(await page.getByLabel("Time zone").inputValue()).toBe("Europe/Berlin");
    await page.getByText("Friday 25 December 2026").waitFor();

    await kept(page).uncheck();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("by the calendar alone").waitFor();
    await page.reload();
    await kept(page).waitFor();
    expect(await kept(page).isChecked()).toBe(false);
    await page.context().close();
  });

  it("is for admins", async () => {
    const page = await signedIn("ada@demo.test");
    expect(await page.getByRole("link", { name: "Settings" }).count()).toBe(0);
    await page.goto(`${server.url}/#/settings`);
    await page.getByText("For admins").waitFor();
    await page.context().close();
  });
});
