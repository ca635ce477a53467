import type { Locator, Page } from "playwright-core";
import { Agent, Visitor } from "../browser";

/** A place to write at, as somebody finds it who has just opened the page. */
export interface Seat {
  readonly name: "contact" | "agent";
  /** Goes there from an empty tab; ends where one can write. */
  open(page: Page): Promise<void>;
  composer(page: Page): Locator;
  log(page: Page): Locator;
}

/** Before anybody is sure that the page is broken and tries again. */
export const PAGE_PATIENCE_MS = 6_000;

/** The visitor, in the widget of a shop. */
export function contactSeat(shopUrl: string): Seat {
  return {
    name: "contact",
    async open(page) {
      await page.goto(shopUrl, { timeout: PAGE_PATIENCE_MS });
      const composer = this.composer(page);
      const launcher = page.getByRole("button", { name: /open chat/i });
      // It may be open already: the widget remembers.
      const shown = { timeout: PAGE_PATIENCE_MS };
      await Promise.any([composer.waitFor(shown), launcher.waitFor(shown)]);
      if (!(await composer.isVisible())) await launcher.click(shown);
      await composer.waitFor({ timeout: PAGE_PATIENCE_MS });
    },
    composer: (page) => new Visitor(page).frame.getByRole("textbox"),
    log: (page) => new Visitor(page).frame.getByRole("log"),
  };
}

/** The agent, in one conversation of the dashboard. */
export function agentSeat(url: string, email: string, conversationId: () => string): Seat {
  return {
    name: "agent",
    async open(page) {
      // Another hash alone would not load the page anew.
      await page.goto("about:blank");
      const address = `${url}/#/conversations/${conversationId()}`;
      await page.goto(address, { timeout: PAGE_PATIENCE_MS });
      const composer = this.composer(page);
      const signIn = page.getByRole("button", { name: /sign in/i });
      await composer.or(signIn).first().waitFor({ timeout: PAGE_PATIENCE_MS });
      if (await signIn.isVisible()) {
        await new Agent(page).signIn(address, email);
      }
      await composer.waitFor({ timeout: PAGE_PATIENCE_MS });
    },
    composer: (page) => page.getByRole("textbox", { name: /^reply to/i }),
    log: (page) => page.getByRole("log"),
  };
}
