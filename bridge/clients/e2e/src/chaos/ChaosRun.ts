import { setTimeout as pause } from "node:timers/promises";
import { chromium, type BrowserContext } from "playwright-core";
import { BROWSER, serveShop } from "../browser";
import { cleanUp, temporaryFolder } from "../CampfireServer";
import { ChaosProxy } from "./ChaosProxy";
import { ChaosReport } from "./ChaosReport";
import { ConversationTable, type StoredMessage } from "./ConversationTable";
import { haunt } from "./faults";
import { Random } from "./Random";
import { agentSeat, contactSeat } from "./Seat";
import { Typist } from "./Typist";

export interface ChaosOptions {
  /** The node that both use. */
  server: { url: string; port: number };
  /** Its data, with its PostgreSQL. */
  data: string;
  seed: number;
  seconds: number;
  /** Between two of these the lines are healed and everything is compared. */
  roundSeconds: number;
}

/** Longer than the slowest of our own clocks: a half-open line is noticed within 35 s. */
const SETTLE_MS = 60_000;

/** Two people of two browsers, each behind a bad line of their own, and what is left of their words. */
export class ChaosRun {
  readonly #options: ChaosOptions;
  readonly #report: ChaosReport;
  readonly #random: Random;
  readonly #ends: Array<() => Promise<unknown>> = [];
  #conversationId = "";

  private constructor(options: ChaosOptions) {
    this.#options = options;
    this.#report = new ChaosReport(options.seed);
    this.#random = new Random(options.seed);
  }

  static async run(options: ChaosOptions): Promise<ChaosReport> {
    const run = new ChaosRun(options);
    try {
      await run.#play();
      return run.#report;
    } finally {
      for (const end of run.#ends.reverse()) await end();
    }
  }

  async #play(): Promise<void> {
    const { server } = this.#options;
    const table = await ConversationTable.open(this.#options.data, server.url);
    this.#ends.push(() => table.close());
    const shop = await serveShop(server.url, "the same site");
    this.#ends.push(() => new Promise((closed) => shop.server.close(closed)));

    const contact = await this.#typist("contact", server, (context, random) => ({
      seat: contactSeat(shop.url),
      context,
      random,
    }));
    const agent = await this.#typist("agent", server, (context, random) => ({
      seat: agentSeat(server.url, "ada@demo.test", () => this.#conversationId),
      context,
      random,
    }));
    await contact.typist.say();
    this.#conversationId = await until("the first message is there", () =>
      table.conversationOf(contact.typist.typed[0] ?? ""),
    );
    await agent.typist.open();

    const sides = [contact, agent];
    const end = performance.now() + this.#options.seconds * 1_000;
    for (let round = 1; performance.now() < end; round++) {
      const first = (await table.rows(this.#conversationId)).length;
      const signal = AbortSignal.timeout(
        Math.ceil(Math.min(this.#options.roundSeconds * 1_000, end - performance.now())),
      );
      await Promise.all(
        sides.flatMap(({ typist, proxy, random }) => [
          typist.write(signal),
          haunt(proxy, random.fork(`faults ${round}`), signal, (kind) =>
            this.#report.count(`${typist.name}'s line`, kind),
          ),
        ]),
      );
      await this.#settle(round, sides, table, first);
    }
  }

  async #typist(
    name: "contact" | "agent",
    server: ChaosOptions["server"],
    seat: (
      context: BrowserContext,
      random: Random,
    ) => Pick<ConstructorParameters<typeof Typist>[0], "seat" | "context" | "random">,
  ) {
    const random = this.#random.fork(name);
    const proxy = await ChaosProxy.start(server.port, random.fork("line"));
    this.#ends.push(() => proxy.stop());
    const profile = await temporaryFolder();
    const context = await chromium.launchPersistentContext(profile, {
      ...BROWSER,
      // The browser believes that it talks to the server: origins and cookies stay as they are.
      args: [
        ...BROWSER.args,
        `--host-resolver-rules=MAP 127.0.0.1:${server.port} 127.0.0.1:${proxy.port}`,
      ],
    });
    this.#ends.push(() => cleanUp([], [profile]));
    this.#ends.push(() => context.close());
    const typist = new Typist({
      ...seat(context, random.fork("typist")),
      counted: (act) => this.#report.count(name, act),
      note: (what) => this.#report.note(name, what),
      sent: (frame) => this.#report.sent(frame),
    });
    return { typist, proxy, random };
  }

  /** Lets everybody come to rest, and compares: what was typed, the rows, HTTP, both screens. */
  async #settle(
    round: number,
    sides: Array<{ typist: Typist }>,
    table: ConversationTable,
    first: number,
  ): Promise<void> {
    const since = performance.now();
    let rows: StoredMessage[] = [];
    const isSettled = async (): Promise<true | undefined> => {
      rows = await table.rows(this.#conversationId);
      const typed = sides.reduce((sum, { typist }) => sum + typist.typed.length, 0);
      if (rows.length < typed) return undefined;
      for (const { typist } of sides) {
        const screen = await typist.transcript();
        if (!isEndOf(screen, rows)) return undefined;
        if (screen.length < rows.length - first) await typist.scrollBack();
        if (screen.length < rows.length - first) return undefined;
      }
      return true;
    };
    const settled = await until("both screens show the table", isSettled).catch(() => undefined);
    const screens = await Promise.all(
      sides.map(async ({ typist }) => ({ name: typist.name, rows: await typist.transcript() })),
    );
    this.#report.round({
      round,
      settledMs: settled && performance.now() - since,
      rows,
      history: await table.history(this.#conversationId),
      screens,
      typed: sides.map(({ typist }) => typist.typed),
      seenDouble: sides.flatMap(({ typist }) => [...typist.seenDouble]),
    });
  }
}

function isEndOf(screen: string[], rows: StoredMessage[]): boolean {
  const end = rows.slice(rows.length - screen.length);
  return screen.length > 0 && end.every(({ content }, index) => content === screen[index]);
}

/** Asks until there is an answer. */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const latest = performance.now() + SETTLE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > latest) throw new Error(`Waited in vain until ${what}.`);
    await pause(100);
  }
}
