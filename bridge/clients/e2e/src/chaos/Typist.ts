import type { BrowserContext, Page } from "playwright-core";
import type { Random } from "./Random";
import { within } from "./faults";
import { PAGE_PATIENCE_MS, type Seat } from "./Seat";

export const ACTS = [
  "reload",
  "reload in the middle of a send",
  "tab closed and opened",
  "tab closed in the middle of a send",
  "network of the browser off",
] as const;

export type Act = (typeof ACTS)[number];

export interface TypistOptions {
  seat: Seat;
  context: BrowserContext;
  random: Random;
  counted: (act: Act) => void;
  note: (what: string) => void;
  /** Each frame that the page sends, as text. */
  sent: (frame: string) => void;
}

const WORDS = ["lantern", "tent", "stove", "rope", "please", "and", "the", "red", "two", "when"];

/** Somebody at a seat who writes, and whose page does not always stay. */
export class Typist {
  /** What was written and taken: sent with Enter, and gone from the field. In this order. */
  readonly typed: string[] = [];
  /** What stood twice on the screen at any moment that we looked. */
  readonly seenDouble = new Set<string>();
  readonly #options: TypistOptions;
  #page: Page | undefined;
  #count = 0;

  constructor(options: TypistOptions) {
    this.#options = options;
  }

  get name(): Seat["name"] {
    return this.#options.seat.name;
  }

  /** Writes, and now and then leaves and comes back, until told to stop. */
  async write(until: AbortSignal): Promise<void> {
    const { random } = this.#options;
    while (!until.aborted) {
      if (random.next() < 0.15) await this.#act(random.pick(ACTS), until);
      else await this.say();
      await within(random.between(100, 1_200), until);
      await this.look();
    }
  }

  /** One message, however long it takes until the page takes it; then `after`, at once. */
  async say(after: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    const text = this.#next();
    const page = await this.#fill(text);
    const composer = this.#options.seat.composer(page);
    // Once Enter was pressed nobody may write the same again: a failure from here on is the test's.
    do await composer.press("Enter");
    while (!(await this.#isTaken(page)));
    this.typed.push(text);
    this.#options.note(`typed "${text}"`);
    try {
      await after(page);
    } catch (failure) {
      await this.#giveUpPage(failure);
    }
  }

  /** The page, where one can write. */
  async open(): Promise<Page> {
    for (;;) {
      try {
        if (this.#page !== undefined && !this.#page.isClosed()) return this.#page;
        const page = await this.#options.context.newPage();
        this.#page = page;
        page.on("websocket", (socket) =>
          socket.on("framesent", ({ payload }) => this.#options.sent(payload.toString())),
        );
        await this.#options.seat.open(page);
        this.#options.note("opened the page");
        return page;
      } catch (failure) {
        await this.#giveUpPage(failure);
      }
    }
  }

  /** The messages on the screen, in their order. */
  async transcript(): Promise<string[]> {
    const page = await this.open();
    return this.#options.seat.log(page).locator('[dir="auto"]').allInnerTexts();
  }

  /** Scrolls up for more of what was before. */
  async scrollBack(): Promise<void> {
    const page = await this.open();
    // Up and down again: being at the top already is no scrolling.
    await this.#options.seat.log(page).evaluate((log) => {
      log.scrollTop = 500;
      log.scrollTop = 0;
    });
  }

  async look(): Promise<void> {
    try {
      const rows = await this.transcript();
      const seen = new Set<string>();
      for (const row of rows) {
        if (seen.has(row)) this.seenDouble.add(row);
        seen.add(row);
      }
    } catch (failure) {
      await this.#giveUpPage(failure);
    }
  }

  #next(): string {
    const { random, seat } = this.#options;
    const words = Array.from({ length: random.between(0, 6) }, () => WORDS[random.between(0, 9)]);
    return [seat.name, ++this.#count, ...words].join(" ");
  }

  async #fill(text: string): Promise<Page> {
    for (;;) {
      try {
        const page = await this.open();
        await this.#options.seat.composer(page).fill(text, { timeout: PAGE_PATIENCE_MS });
        return page;
      } catch (failure) {
        await this.#giveUpPage(failure);
      }
    }
  }

  /** Whether the page has taken the text, which then is not in the field any more. */
  async #isTaken(page: Page): Promise<boolean> {
    const composer = this.#options.seat.composer(page);
    const latest = performance.now() + PAGE_PATIENCE_MS;
    do {
      if ((await composer.inputValue()) === "") return true;
    } while (performance.now() < latest);
    return false;
  }

  async #act(act: Act, until: AbortSignal): Promise<void> {
    this.#options.counted(act);
    const { context, random } = this.#options;
    switch (act) {
      case "reload":
        return this.#reload(await this.open()).catch((failure: unknown) =>
          this.#giveUpPage(failure),
        );
      case "reload in the middle of a send":
        return this.say((page) => this.#reload(page));
      case "tab closed and opened":
        return (await this.open()).close();
      case "tab closed in the middle of a send":
        return this.say((page) => page.close());
      case "network of the browser off":
        await context.setOffline(true);
        await within(random.between(200, 5_000), until);
        await context.setOffline(false);
    }
  }

  async #reload(page: Page): Promise<void> {
    // As a person does; whether it comes up is found out by whoever next needs it.
    await page.reload({ timeout: PAGE_PATIENCE_MS, waitUntil: "commit" });
    await this.#options.seat.open(page);
    this.#options.note("the page is there again");
  }

  /** Closes a page that does not come up or has gone; anything but the line's fault is ours. */
  async #giveUpPage(failure: unknown): Promise<void> {
    if (
      !(failure instanceof Error) ||
      !/Timeout|net::|closed|detached|destroyed|All promises/.test(failure.message)
    )
      throw failure;
    this.#options.note(`the page is given up: ${failure.message.split("\n")[0] ?? ""}`);
    await this.#page?.close().catch(() => undefined);
    this.#page = undefined;
  }
}
