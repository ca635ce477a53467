import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type FrameLocator, type Page } from "playwright-core";
import { inject } from "vitest";

const CHROMIUM = "/usr/bin/chromium";

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How it is launched. */
export const BROWSER = { executablePath: CHROMIUM, args: CHROMIUM_ARGS };

/** Debian's Chromium; there is one line to mend it where it is missing. */
export function requireBrowser(): void {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      "Chromium is missing: install Debian's package `chromium`, or skip these with -DskipBrowser.",
    );
  }
}

/** The browser of all files. Closing it ends what one has opened in it, and leaves it to the others. */
export function openBrowser(): Promise<Browser> {
  return chromium.connect(inject("common").browser ?? "");
}

export const skipBrowser = process.env["CAMPFIRE_SKIP_BROWSER"] === "true";

/**
 * A shop of its own origin that carries our widget, as a customer's website does: on another site than
 * Campfire, where some browsers (Debian's Chromium, and private windows) refuse storage to the widget,
 * or on Campfire's own, as `www.example.com` is beside `chat.example.com`.
 */
export async function serveShop(
  campfireUrl: string,
  site: "another site" | "the same site" = "another site",
): Promise<{ url: string; server: Server }> {
  const page = new URL("shop.html", import.meta.url);
  const html = (await readFile(page, "utf8")).replaceAll("{campfire}", campfireUrl);
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(html);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const host = site === "another site" ? "localhost" : "127.0.0.1";
  return { url: `http://${host}:${port}`, server };
}

/** The visitor's side. */
export class Visitor {
  readonly frame: FrameLocator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe[title="Chat"]');
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: /open chat/i }).click();
  }

  async say(text: string): Promise<void> {
    const box = this.frame.getByRole("textbox");
    await box.fill(text);
    await box.press("Enter");
  }

  /** The messages on screen, in their order. */
  transcript(): Promise<string[]> {
    return this.frame.locator('[role="log"] [dir="auto"]').allInnerTexts();
  }
}

/** The agent's side. */
export class Agent {
  constructor(readonly page: Page) {}

  async signIn(url: string, email: string): Promise<void> {
    await this.page.goto(url);
    await this.page.getByLabel(/e-mail/i).fill(email);
    await this.page.getByLabel(/password/i).fill("campfire");
    const inbox = this.page.getByRole("region", { name: "Conversations" });
    // A busy machine asks to try again in a moment, and a person does.
    for (let attempt = 1; !(await inbox.isVisible()); attempt++) {
      await this.page.getByRole("button", { name: /sign in/i }).click();
      await inbox.waitFor({ timeout: 10_000 }).catch((failure: unknown) => {
        if (attempt === 3) throw failure;
      });
    }
  }

  async openConversation(preview: string): Promise<void> {
    await this.page
      .getByRole("region", { name: "Conversations" })
      .getByText(preview)
      .first()
      .click();
  }

  async say(text: string): Promise<void> {
    const box = this.page.getByRole("textbox", { name: /^reply to/i });
    await box.fill(text);
    await box.press("Enter");
  }

  /** Opens the menu of a button and chooses from it. */
  async choose(button: string, item: string): Promise<void> {
    await this.page.getByRole("button", { name: button }).click();
    await this.page.getByRole("menu").getByText(item, { exact: true }).click();
  }

  transcript(): Promise<string[]> {
    return this.page.locator('[role="log"] [dir="auto"]').allInnerTexts();
  }
}
