import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChaosProxy } from "./ChaosProxy";
import { Random } from "./Random";

const EVENT = '{"type":"rec","address":"org:1:conv:2","body":{"type":"message.sent"}}';
const ACKNOWLEDGEMENT = '{"type":"rec","address":"r7","body":{"message":{},"duplicate":false}}';

/** One end of a connection, and all that it has heard. */
class End {
  heard = "";
  chunkCount = 0;
  closed: "ended" | "reset" | undefined;

  constructor(readonly socket: Socket) {
    socket.on("data", (chunk: Buffer) => {
      this.heard += chunk.toString();
      this.chunkCount++;
    });
    socket.on("end", () => (this.closed ??= "ended"));
    socket.on("error", () => (this.closed = "reset"));
    socket.on("close", () => (this.closed ??= "ended"));
  }
}

describe("ChaosProxy", () => {
  let server: Server;
  let proxy: ChaosProxy;
  let accepted: End[];

  beforeEach(async () => {
    accepted = [];
    server = createServer((socket) => accepted.push(new End(socket)));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    proxy = await ChaosProxy.start((server.address() as AddressInfo).port, new Random(1));
  });
  afterEach(async () => {
    await proxy.stop();
    for (const { socket } of accepted) socket.destroy();
    await new Promise((closed) => server.close(closed));
  });

  /** A connection through the proxy, from both its ends. */
  async function open(): Promise<{ browser: End; far: End }> {
    const before = accepted.length;
    const browser = new End(connect(proxy.port, "127.0.0.1"));
    await expect.poll(() => accepted.length).toBe(before + 1);
    return { browser, far: accepted[before] as End };
  }

  it("passes everything on, and both ends' ends, when it is calm", async () => {
    const { browser, far } = await open();
    browser.socket.write("question");
    await expect.poll(() => far.heard).toBe("question");
    far.socket.end("answer");
    await expect.poll(() => browser.heard).toBe("answer");
    await expect.poll(() => browser.closed).toBe("ended");
    await expect.poll(() => proxy.connectionCount).toBe(0);
  });

  it("keeps the order of what it delays", async () => {
    const { browser, far } = await open();
    proxy.setWeather({ latencyMs: 5, jitterMs: 40 });
    const words = Array.from({ length: 50 }, (_, index) => `${index},`);
    for (const word of words) {
      browser.socket.write(word);
      await new Promise(setImmediate);
    }
    await expect.poll(() => far.heard).toBe(words.join(""));
  });

  it("passes byte by byte", async () => {
    const { browser, far } = await open();
    proxy.setWeather({ pieceBytes: 1, bytesPerSecond: 500 });
    browser.socket.write(EVENT);
    await expect.poll(() => far.heard).toBe(EVENT);
    expect(far.chunkCount).toBeGreaterThan(EVENT.length / 2);
  });

  it("is silent in one direction and not in the other, and then tells all that was said", async () => {
    const { browser, far } = await open();
    proxy.hold("down");
    far.socket.write("one");
    browser.socket.write("two");
    await expect.poll(() => far.heard).toBe("two");
    expect(browser.heard).toBe("");
    proxy.heal();
    await expect.poll(() => browser.heard).toBe("one");
  });

  it("loses a direction for good, and only of the connections there are", async () => {
    const { browser, far } = await open();
    proxy.deafen("up");
    browser.socket.write("lost");
    far.socket.write("heard");
    await expect.poll(() => browser.heard).toBe("heard");
    proxy.heal();
    const next = await open();
    next.browser.socket.write("there");
    await expect.poll(() => next.far.heard).toBe("there");
    expect(far.heard).toBe("");
  });

  it("leaves the browser with an open end when the server's is closed", async () => {
    const { browser, far } = await open();
    proxy.halfOpen();
    await expect.poll(() => far.closed).toBeDefined();
    browser.socket.write("into nothing");
    const next = await open();
    next.far.socket.write("after it");
    await expect.poll(() => next.browser.heard).toBe("after it");
    expect(browser.closed).toBeUndefined();
  });

  it("resets what there is, and refuses until it is healed", async () => {
    const { browser } = await open();
    proxy.refuse();
    await expect.poll(() => browser.closed).toBeDefined();
    const refused = new End(connect(proxy.port, "127.0.0.1"));
    await expect.poll(() => refused.closed).toBeDefined();
    proxy.heal();
    const { browser: again, far } = await open();
    far.socket.write("back");
    await expect.poll(() => again.heard).toBe("back");
  });

  it("cuts after so many bytes of the next acknowledgement, with all before it passed on", async () => {
    const { browser, far } = await open();
    let isDone = false;
    proxy.cutNextAcknowledgement(20, () => (isDone = true));
    far.socket.write(EVENT);
    await expect.poll(() => browser.heard).toBe(EVENT);
    expect(isDone).toBe(false);
    far.socket.write(ACKNOWLEDGEMENT);
    await expect.poll(() => browser.closed).toBeDefined();
    expect(browser.heard).toBe(EVENT + ACKNOWLEDGEMENT.slice(0, 20));
    expect(isDone).toBe(true);
    await expect.poll(() => far.closed).toBeDefined();
  });
});

describe("Random", () => {
  it("draws the same for the same seed, and something else for another", () => {
    const draw = (random: Random) => Array.from({ length: 20 }, () => random.between(0, 99));
    expect(draw(new Random(7))).toEqual(draw(new Random(7)));
    expect(draw(new Random(7))).not.toEqual(draw(new Random(8)));
    expect(draw(new Random(7).fork("a"))).not.toEqual(draw(new Random(7).fork("b")));
  });

  it("draws everything in its range", () => {
    const random = new Random(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.between(2, 5)));
    expect([...seen].sort()).toEqual([2, 3, 4, 5]);
  });
});
