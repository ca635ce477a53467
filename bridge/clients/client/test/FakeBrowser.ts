import { IDBFactory } from "fake-indexeddb";
import type { Client, ClientOptions } from "../src/api";
import type { Clock } from "../src/clock";
import { createClient } from "../src/createClient";
import { indexedDbStorage } from "../src/outbox/indexedDbStorage";
import type { OutboxNews, OutboxTabs } from "../src/outbox/OutboxTabs";
import type { FakeClock } from "./FakeClock";
import type { FakeServer } from "./FakeServer";
import type { FakeSocket } from "./FakeSocket";

/** How long tabs take to hear each other. */
const TELL_MS = 1;

interface Waiting {
  tab: FakeTab;
  begin: () => void;
}

/** What outlives the pages of a person: their storage, and the locks that their tabs share. */
export class FakeBrowser {
  readonly factory = new IDBFactory();
  readonly tabs = new Set<FakeTab>();
  readonly #holders = new Map<string, FakeTab>();
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(
    readonly clock: FakeClock,
    readonly server: FakeServer,
  ) {}

  open(options: Partial<ClientOptions> = {}): FakeTab {
    const tab = new FakeTab(this, options);
    this.tabs.add(tab);
    tab.client.start();
    return tab;
  }

  async exclusively(tab: FakeTab, lock: string, work: () => Promise<void>): Promise<void> {
    await new Promise<void>((begin) => {
      this.#waiting.set(lock, [...(this.#waiting.get(lock) ?? []), { tab, begin }]);
      this.#grant(lock);
    });
    try {
      await work();
    } finally {
      if (this.#holders.get(lock) === tab) this.#release(lock);
    }
  }

  /** The browser takes from a tab that is no more what it held. */
  gone(tab: FakeTab): void {
    this.tabs.delete(tab);
    for (const [lock, holder] of [...this.#holders]) if (holder === tab) this.#release(lock);
  }

  #release(lock: string): void {
    this.#holders.delete(lock);
    this.#grant(lock);
  }

  #grant(lock: string): void {
    if (this.#holders.has(lock)) return;
    const [next, ...others] = (this.#waiting.get(lock) ?? []).filter(({ tab }) => tab.isAlive);
    this.#waiting.set(lock, others);
    if (!next) return;
    this.#holders.set(lock, next.tab);
    next.begin();
  }
}

/** One page of the browser, with a client of its own. */
export class FakeTab implements OutboxTabs {
  readonly areShared = true;
  readonly client: Client;
  isAlive = true;
  readonly #browser: FakeBrowser;
  readonly #sockets: FakeSocket[] = [];
  #hear: (news: OutboxNews) => void = () => undefined;

  constructor(browser: FakeBrowser, options: Partial<ClientOptions>) {
    this.#browser = browser;
    const { server, factory } = browser;
    const clock = this.#clock();
    this.client = createClient({
      url: "http://localhost",
      token: server.token,
      webSocket: this.#webSocket(),
      clock,
      random: () => 0.3,
      outboxStorage: indexedDbStorage(factory, clock),
      outboxTabs: this,
      ...options,
    });
  }

  exclusively(lock: string, work: () => Promise<void>): Promise<void> {
    return this.#browser.exclusively(this, lock, work);
  }

  tell(news: OutboxNews): void {
    if (!this.isAlive) return;
    const { clock, tabs } = this.#browser;
    for (const other of tabs) {
      if (other === this) continue;
      clock.setTimeout(() => other.isAlive && other.#hear(structuredClone(news)), TELL_MS);
    }
  }

  onNews(listener: (news: OutboxNews) => void): void {
    this.#hear = listener;
  }

  /** Ends at once: no timer runs any more, and nothing is said to anybody. */
  crash(): void {
    this.isAlive = false;
    for (const socket of this.#sockets) socket.readyState = 3;
    this.#browser.gone(this);
  }

  #clock(): Clock {
    const { clock } = this.#browser;
    return {
      now: () => clock.now(),
      setTimeout: (callback, delayMs) =>
        clock.setTimeout(() => this.isAlive && callback(), delayMs),
      clearTimeout: (handle) => clock.clearTimeout(handle),
    };
  }

  #webSocket(): typeof WebSocket {
    const { webSocket } = this.#browser.server;
    const connect = (url: string): WebSocket => {
      const socket = new webSocket(url);
      this.#sockets.push(socket as unknown as FakeSocket);
      return socket;
    };
    function WebSocketOfTab(url: string): WebSocket {
      return connect(url);
    }
    return WebSocketOfTab as unknown as typeof WebSocket;
  }
}
