import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, inject, it } from "vitest";
import { Agent, openBrowser } from "../src/browser";

const IMAGES = fileURLToPath(new URL("../../../../docs/images", import.meta.url));
const TABS = [
  ["live", "Right now"],
  ["overview", "Backlog: open at the end"],
  ["agents", "Satisfaction"],
  ["hours", "Replies, by hour"],
  ["csat", "You saved my trip"],
] as const;

const [server] = inject("common").nodes;
let browser: Browser;

beforeAll(async () => {
  await mkdir(IMAGES, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("takes the pictures of the figures", async () => {
  const office = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: "Europe/Berlin",
  });
  const agent = await signedIn(office, "ada@demo.test");
  for (const [tab, there] of TABS) {
    await agent.page.goto(`${server.url}/#/analytics/${tab}`);
    await agent.page.getByText(there).first().waitFor();
    await agent.page.waitForFunction(() => document.querySelector(".animate-pulse") === null);
    // The plots are drawn once the part with the library has come.
    await agent.page.waitForLoadState("networkidle");
    // Lines are drawn from left to right, within a second.
    await agent.page.waitForTimeout(1_500);
    await agent.page.screenshot({ path: `${IMAGES}/figures-${tab}.png` });
  }
  await office.close();
});

it("takes the picture of the settings", async () => {
  const office = await browser.newContext({
    viewport: { width: 1280, height: 1200 },
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
  });
  const { page } = await signedIn(office, "admin@demo.test");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: "Keep business hours" }).check();
  await page.getByLabel("Another holiday").fill("2026-12-25");
  await page.getByLabel("Another holiday").press("Enter");
  await page.screenshot({ path: `${IMAGES}/settings.png` });
  await office.close();
});

async function signedIn(office: BrowserContext, email: string): Promise<Agent> {
  const agent = new Agent(await office.newPage());
  await agent.signIn(server.url, email);
  return agent;
}
