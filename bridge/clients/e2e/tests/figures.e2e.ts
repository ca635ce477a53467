import { text } from "node:stream/consumers";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { faults } from "../src/axe";
import { Agent, openBrowser, skipBrowser } from "../src/browser";

const TABS = [
  ["live", "Waiting for an answer"],
  ["overview", "Backlog: open at the end"],
  ["agents", "Satisfaction"],
  ["hours", "Replies, by hour"],
  ["csat", "You saved my trip"],
] as const;

/** In pixels of a style sheet, less usual margins. */
const A4 = { width: 718, height: 1047 };

/** By its stream: the file itself is in the browser's own folder. */
async function textOf(download: Download): Promise<string> {
  return text(await download.createReadStream());
}

describe.skipIf(skipBrowser)("the pages of figures", () => {
  const [server] = inject("common").nodes;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  async function signedIn(email: string, colorScheme?: "dark"): Promise<Page> {
    const context = await browser.newContext({
      timezoneId: "Europe/Berlin",
      ...(colorScheme === undefined ? {} : { colorScheme }),
    });
    const agent = new Agent(await context.newPage());
    await agent.signIn(server.url, email);
    return agent.page;
  }

  it("have no fault that axe can find, wide and narrow", async () => {
    const page = await signedIn("ada@demo.test");
    for (const [tab, there] of TABS) {
      await page.goto(`${server.url}/#/analytics/${tab}`);
      await page.getByText(there).first().waitFor();
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(await faults(page), `${tab}, wide`).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await faults(page), `${tab}, narrow`).toEqual([]);
    }
    await page.context().close();
  });

  it("lead from a number to its conversations, and into a file", async () => {
    const page = await signedIn("ada@demo.test");
    await page.goto(`${server.url}/#/analytics/overview`);
    await page.getByRole("button", { name: /^Opened: [1-9]/ }).click();
    const behind = page.getByRole("region", { name: "Opened", exact: true });
    const shown = await behind.getByRole("listitem").count();
    const saved = page.waitForEvent("download");
    await behind.getByRole("button", { name: "Save all as CSV" }).click();
    const lines = (await textOf(await saved)).trim().split("\r\n");
    expect(lines[0]).toBe("at,conversation,subject,ms,agent");
    expect(lines.length - 1).toBeGreaterThanOrEqual(Math.max(1, shown));
    await behind.getByRole("link").first().click();
    await page.getByRole("log").waitFor();
    await page.context().close();
  });

  it("are of days that somebody chooses, and say which cannot be", async () => {
    const page = await signedIn("ada@demo.test");
    await page.goto(`${server.url}/#/analytics/overview`);
    await page.getByRole("combobox", { name: "Period" }).selectOption("Chosen days");
    const days = page.getByRole("group", { name: "Chosen days" });
    await days.getByLabel("From").fill("2020-01-01");
    await days.getByLabel("to").fill("2019-12-31");
    await page.getByText("The last day is before the first.").waitFor();
    await days.getByLabel("to").fill("2020-01-31");
    await page.getByText("Opened", { exact: true }).locator("..").getByText("0").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
    await page.context().close();
  });

  it("print what they say, dark on light and within the paper, and nothing to press", async () => {
    const page = await signedIn("admin@demo.test", "dark");
    await page.goto(`${server.url}/#/analytics/overview`);
    await page.getByText("Backlog: open at the end").first().waitFor();
    await page.locator(".drawing canvas").nth(2).waitFor();
    await page.waitForFunction(() => document.querySelector(".animate-pulse") === null);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(A4);

    await page.getByText(/ 20\d\d, Europe\/Berlin$/u).waitFor();
    for (const name of ["Print", "Save as CSV"]) {
      for (const button of await page.getByRole("button", { name, exact: true }).all()) {
        expect(await button.isVisible(), name).toBe(false);
      }
    }
    for (const gone of [page.getByRole("banner"), page.getByRole("navigation")]) {
      expect(await gone.filter({ visible: true }).count()).toBe(0);
    }
    const paper = await page.evaluate(() => ({
      canvas: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      width: document.documentElement.scrollWidth,
      height: document.documentElement.scrollHeight,
      plots: [...document.querySelectorAll(".drawing canvas")].map((plot) => {
        const { right, height } = plot.getBoundingClientRect();
        return { isWithin: right <= window.innerWidth, height };
      }),
    }));
    expect(paper).toMatchObject({ canvas: "rgb(255, 255, 255)", ink: "rgb(31, 38, 48)" });
    expect(paper.width).toBeLessThanOrEqual(A4.width);
    // Nothing is cut off at the end of the first page.
    expect(paper.height).toBeGreaterThan(2 * A4.height);
    expect(paper.plots).toHaveLength(3);
    for (const plot of paper.plots) {
      expect(plot.isWithin).toBe(true);
      expect(plot.height).toBeGreaterThan(100);
    }
    await page.context().close();
  });
});
