import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeClient } from "../../../dev/fake/FakeClient";
import { conversationOf, rowOf, sessionOf, SILENCE } from "../../../dev/fake/samples";
import type { MessageToFrame } from "../../frame/frameMessages";
import { createVisitMemory } from "../visit/createVisitMemory";
import { Visit } from "../visit/Visit";
import { createHostOutbox, type HostOutbox } from "./createHostOutbox";
import { joinHost } from "./joinHost";
import { readFrameSettings } from "./readFrameSettings";

const HOST = "https://shop.example";

let client: FakeClient | undefined;
let told: unknown[][];
let asked: unknown[];
let visit: Visit;
let outbox: HostOutbox;
const host = { postMessage: (...call: unknown[]) => told.push(call) };

beforeEach(() => {
  client = undefined;
  told = [];
  asked = [];
  vi.spyOn(window, "parent", "get").mockReturnValue(host as unknown as Window);
  outbox = createHostOutbox();
  visit = new Visit({
    widgetKey: "demo",
    chime: SILENCE,
    memory: createVisitMemory("demo"),
    api: {
      isAvailable: () => Promise.resolve(true),
      widgetSession: (request) => {
        asked.push(request);
        return Promise.resolve(sessionOf());
      },
    },
    createClient: (token) => (client = new FakeClient(token)),
  });
});

// A listener of an earlier test must not act on a later one's messages.
let removeListeners: () => void;
beforeEach(() => {
  const added: Parameters<typeof window.addEventListener>[] = [];
  const add = window.addEventListener.bind(window);
  vi.spyOn(window, "addEventListener").mockImplementation(
    (...call: Parameters<typeof window.addEventListener>) => {
      added.push(call);
      add(...call);
    },
  );
  removeListeners = () => {
    for (const call of added) window.removeEventListener(...call);
  };
});
afterEach(() => removeListeners());

function hostSays(data: MessageToFrame, origin = HOST, source: unknown = host): void {
  const event = new MessageEvent("message", { data, origin });
  Object.defineProperty(event, "source", { value: source });
  window.dispatchEvent(event);
}

describe("joinHost", () => {
  it("says that it is ready, and begins with the host's answer", () => {
    joinHost(HOST, visit, outbox);
    expect(told).toEqual([[{ type: "campfire:ready" }, HOST]]);
    expect(client).toBeUndefined();
    hostSays({ type: "campfire:host", open: true });
    expect(client?.connection.get().phase).toBe("connecting");
    expect(visit.get().open).toBe(true);
  });

  it("hears its own host only", () => {
    joinHost(HOST, visit, outbox);
    hostSays({ type: "campfire:host", open: true }, "https://evil.example");
    hostSays({ type: "campfire:host", open: true }, HOST, window);
    hostSays({ type: "campfire:host", open: true }, HOST, null);
    expect(client).toBeUndefined();
  });

  it("tells the host what its launcher shows, and always names the host's origin", async () => {
    joinHost(HOST, visit, outbox);
    hostSays({ type: "campfire:host", open: false });
    if (!client) throw new Error("Not started");
    client.listed = [conversationOf("c-1")];
    await client.goOnline();
    client.conversation("c-1").ready([rowOf(1)]);
    expect(told.slice(1)).toEqual([
      [{ type: "campfire:conversation", exists: true }, HOST],
      [{ type: "campfire:unread", count: 1 }, HOST],
    ]);
    visit.markRead(1);
    expect(told.at(-1)).toEqual([{ type: "campfire:unread", count: 0 }, HOST]);
  });

  it("forgets when it is told to, and says when it has", () => {
    vi.useFakeTimers();
    joinHost(HOST, visit, outbox);
    hostSays({ type: "campfire:host", open: true });
    hostSays({ type: "campfire:forget" });
    expect(client?.stopped).toBe(true);
    vi.runAllTimers();
    vi.useRealTimers();
    expect(told.at(-1)).toEqual([{ type: "campfire:forgotten" }, HOST]);
  });

  it("asks the host to close", () => {
    joinHost(HOST, visit, outbox).close();
    expect(told.at(-1)).toEqual([{ type: "campfire:close" }, HOST]);
  });
});

describe("readFrameSettings", () => {
  const read = (search: string, hash: string, framed: boolean) =>
    readFrameSettings({ search, hash }, framed);

  it("reads the widget key and the host's origin", () => {
    expect(read("?key=demo", "#origin=https%3A%2F%2Fshop.example", true)).toEqual({
      widgetKey: "demo",
      hostOrigin: HOST,
    });
  });

  it("needs no host where the page stands alone", () => {
    expect(read("?key=demo", "", false)?.hostOrigin).toBeUndefined();
  });

  it("refuses a frame without a key or with an origin that is none", () => {
    expect(read("", "#key=demo&origin=https%3A%2F%2Fshop.example", true)).toBeUndefined();
    expect(read("?key=demo", "", true)).toBeUndefined();
    expect(read("?key=demo", "#origin=*", true)).toBeUndefined();
    expect(read("?key=demo", "#origin=null", true)).toBeUndefined();
  });

  it("has the host page keep the visit where the frame may not, and takes it back", async () => {
    const refused = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("refused", "SecurityError");
    });
    const visitText = {
      contactId: "contact-1",
      conversationId: "c-1",
      contactToken: "token-1",
    };
    joinHost(HOST, visit, outbox);
    visit.memory.save(visitText);
    const kept = { type: "campfire:keep", visit: JSON.stringify(visitText) };
    expect(told.at(-1)).toEqual([kept, HOST]);
    refused.mockRestore();

    hostSays({ type: "campfire:forget" });
    hostSays({ type: "campfire:host", open: true, kept: kept.visit });
    expect(visit.memory.read()).toEqual(visitText);
    await client?.goOnline();
    expect(asked.at(-1)).toEqual({ widgetKey: "demo", contactToken: "token-1" });
  });

  it("keeps nothing on the host page where the frame has storage of its own", () => {
    joinHost(HOST, visit, outbox);
    visit.memory.save({ contactId: "contact-1", conversationId: "c-1" });
    expect(told).toEqual([[{ type: "campfire:ready" }, HOST]]);
  });
});
