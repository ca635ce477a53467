import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Agent, openBrowser, Visitor } from "../src/browser";

const IMAGES = fileURLToPath(new URL("../../../../docs/images", import.meta.url));

const [server] = inject("common").nodes;
let browser: Browser;

beforeAll(async () => {
  await mkdir(IMAGES, { recursive: true });
  browser = await openBrowser();
});
afterAll(() => browser.close());

it("takes the pictures of the documents", async () => {
  const shop = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const visitor = new Visitor(await shop.newPage());
  const office = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const agent = new Agent(await office.newPage());

  await agent.page.goto(server.url);
  await agent.page.getByRole("button", { name: /sign in/i }).waitFor();
  await agent.page.screenshot({ path: `${IMAGES}/sign-in.png` });

  await visitor.page.goto(`${server.url}/demo`);
  await visitor.open();
  await visitor.say("Hello! Does the storm lantern come in red?");
  await agent.signIn(server.url, "ada@demo.test");
  await agent.openConversation("Does the storm lantern come in red?");
  await agent.say("It does, and two are left. Shall I put one aside for you?");
  await expect.poll(() => visitor.transcript()).toHaveLength(2);
  await visitor.say("Both, please! 🏕️");
  await expect.poll(() => agent.transcript()).toHaveLength(3);
  // The list follows at most twice a second.
  await agent.page.getByText("Visitor: Both, please!").waitFor();

  await agent.choose("Assignee: Unassigned", "Assign to me");
  await agent.choose("Priority: Normal", "High");
  await agent.page.getByRole("button", { name: "Priority: High" }).waitFor();
  await visitor.frame.getByText("Ada Lovelace is helping you").waitFor();

  await agent.page.screenshot({ path: `${IMAGES}/dashboard.png` });
  await agent.page.getByRole("button", { name: "Assignee: You" }).click();
  await agent.page.getByRole("menuitemradio", { name: /Grace/ }).waitFor();
  await agent.page.screenshot({ path: `${IMAGES}/handover.png` });
  await agent.page.keyboard.press("Escape");
  await visitor.page.screenshot({ path: `${IMAGES}/widget.png` });
  await composeSideBySide();
});

/** One picture of both sides, for the README. */
async function composeSideBySide(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1640, height: 540 } });
  const { readFile } = await import("node:fs/promises");
  const sources = await Promise.all(
    ["widget", "dashboard"].map(async (name) => {
      const png = await readFile(`${IMAGES}/${name}.png`);
      return `data:image/png;base64,${png.toString("base64")}`;
    }),
  );
  const pictures = sources
    .map((src) => `<img src="${src}" style="width:800px;border:1px solid #ccc;border-radius:8px">`)
    .join("");
  await page.setContent(
    `<body style="margin:12px;display:flex;gap:12px;background:#fff">${pictures}</body>`,
  );
  await page.screenshot({ path: `${IMAGES}/main-job.png` });
}
