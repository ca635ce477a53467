import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { CALM, Lane, type Weather } from "./Lane";
import type { Random } from "./Random";

/** `up`: from the browser to the server. */
export type Direction = "up" | "down";

/** What only an answer to a send has, and no event. */
const ACKNOWLEDGEMENT = '"duplicate":';
const FRAME_START = '{"type":"rec"';

interface Connection {
  browser: Socket;
  server: Socket;
  lanes: Record<Direction, Lane>;
}

/**
 * A bad line between a browser and a server: slow, narrow, in pieces, silent in one direction or in
 * both, half open, or cut, also in the middle of an acknowledgement. It knows TCP and nothing of what
 * passes, except where an acknowledgement begins.
 */
export class ChaosProxy {
  readonly #connections = new Set<Connection>();
  readonly #random: Random;
  readonly #target: number;
  #server: Server | undefined;
  #weather: Weather = CALM;
  #held: ReadonlySet<Direction> = new Set();
  #refuses = false;
  #acknowledgementCut: { afterBytes: number; done: () => void } | undefined;

  private constructor(target: number, random: Random) {
    this.#target = target;
    this.#random = random;
  }

  /** In front of a port of this machine, and calm. */
  static async start(target: number, random: Random): Promise<ChaosProxy> {
    const proxy = new ChaosProxy(target, random);
    const server = createServer({ allowHalfOpen: true }, (browser) => proxy.#accept(browser));
    proxy.#server = server;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return proxy;
  }

  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  setWeather(changes: Partial<Weather>): void {
    this.#weather = { ...CALM, ...changes };
  }

  /** Nothing passes in these directions until it is healed; what was sent meanwhile comes then. */
  hold(...directions: Direction[]): void {
    this.#held = new Set(directions);
  }

  /** Of the connections there are, this direction is lost for good; the other one goes on. */
  deafen(direction: Direction): void {
    for (const { lanes } of this.#connections) lanes[direction].deafen();
  }

  /** The server sees its ends closed; the browser hears nothing of it, and nothing any more. */
  halfOpen(): void {
    for (const { lanes, server } of this.#connections) {
      lanes.up.deafen();
      lanes.down.deafen();
      server.destroy();
    }
  }

  /** Resets every connection. */
  cut(): void {
    for (const connection of [...this.#connections]) this.#cut(connection);
  }

  /** Resets every connection, and each new one, until it is healed. */
  refuse(): void {
    this.#refuses = true;
    this.cut();
  }

  /** Cuts the connection of the next acknowledgement after so many bytes of it. */
  cutNextAcknowledgement(afterBytes: number, done: () => void = () => undefined): void {
    this.#acknowledgementCut = { afterBytes, done };
  }

  /** As if nothing had been; only what was lost stays lost. */
  heal(): void {
    this.#weather = CALM;
    this.#held = new Set();
    this.#refuses = false;
    this.#acknowledgementCut = undefined;
    for (const { lanes } of this.#connections) {
      lanes.up.pass();
      lanes.down.pass();
    }
  }

  async stop(): Promise<void> {
    const closed = new Promise((done) => this.#server?.close(done));
    this.cut();
    await closed;
  }

  #accept(browser: Socket): void {
    if (this.#refuses) {
      browser.on("error", () => undefined);
      browser.resetAndDestroy();
      return;
    }
    const server = connect({ port: this.#target, host: "127.0.0.1", allowHalfOpen: true });
    const common = {
      random: this.#random,
      weather: () => this.#weather,
      cut: () => this.#cut(connection),
    };
    const up = new Lane({
      ...common,
      from: browser,
      to: server,
      isHeld: () => this.#held.has("up"),
      cutIn: () => undefined,
    });
    const down = new Lane({
      ...common,
      from: server,
      to: browser,
      isHeld: () => this.#held.has("down"),
      cutIn: (chunk) => this.#cutIn(chunk),
    });
    const connection: Connection = { browser, server, lanes: { up, down } };
    this.#connections.add(connection);
    for (const socket of [browser, server]) {
      socket.setNoDelay(true);
      socket.on("error", () => this.#cut(connection));
    }
    // What the server still said passes first: its lane ends the browser's side after it.
    browser.on("close", () => this.#cut(connection));
  }

  #cut(connection: Connection): void {
    if (!this.#connections.delete(connection)) return;
    connection.lanes.up.stop();
    connection.lanes.down.stop();
    connection.browser.resetAndDestroy();
    connection.server.resetAndDestroy();
  }

  #cutIn(chunk: Buffer): number | undefined {
    const cut = this.#acknowledgementCut;
    const mark = cut === undefined ? -1 : chunk.indexOf(ACKNOWLEDGEMENT);
    if (cut === undefined || mark < 0) return undefined;
    this.#acknowledgementCut = undefined;
    cut.done();
    return Math.min(Math.max(0, chunk.lastIndexOf(FRAME_START, mark)) + cut.afterBytes, mark);
  }
}
