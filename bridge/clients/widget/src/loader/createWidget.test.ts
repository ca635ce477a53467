import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageFromFrame } from "../frame/frameMessages";
import { createEvents, type Events } from "./createEvents";
import { createWidget, type Widget } from "./createWidget";

const SERVER = "https://chat.example.com";

let widget: Widget;
let events: Events;

/** jsdom loads no frame in a shadow tree, so each gets a stand-in of a window. */
const frameWindows = new WeakMap<HTMLIFrameElement, Window>();

beforeEach(() => {
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockImplementation(function (
    this: HTMLIFrameElement,
  ) {
    const stub = frameWindows.get(this) ?? ({ postMessage: () => undefined } as unknown as Window);
    frameWindows.set(this, stub);
    return stub;
  });
  events = createEvents();
  widget = createWidget({ serverOrigin: SERVER, widgetKey: "demo" }, events);
});

afterEach(() => {
  vi.useRealTimers();
  document.getElementById("campfire-widget")?.remove();
  document.documentElement.removeAttribute("style");
});

function shadow(): ShadowRoot {
  const root = document.getElementById("campfire-widget")?.shadowRoot;
  if (!root) throw new Error("The widget is not on the page");
  return root;
}

function launcher(): HTMLButtonElement {
  const button = shadow().querySelector("button");
  if (!button) throw new Error("There is no launcher");
  return button;
}

function frame(): HTMLIFrameElement | null {
  return document.getElementById("campfire-widget")?.shadowRoot?.querySelector("iframe") ?? null;
}

function frameSays(data: MessageFromFrame, origin = SERVER, source?: unknown): void {
  const event = new MessageEvent("message", { data, origin });
  const from = source === undefined ? frame()?.contentWindow : source;
  Object.defineProperty(event, "source", { value: from });
  window.dispatchEvent(event);
}

function heardByFrame() {
  const target = frame()?.contentWindow;
  if (!target) throw new Error("There is no frame");
  return vi.spyOn(target, "postMessage").mockImplementation(() => undefined);
}

function pressEscape(target: EventTarget): void {
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }),
  );
}

describe("the launcher", () => {
  it("is a labelled button that says whether the chat is open", () => {
    widget.boot();
    expect(launcher().getAttribute("aria-label")).toBe("Open chat");
    expect(launcher().getAttribute("aria-expanded")).toBe("false");
    launcher().click();
    expect(launcher().getAttribute("aria-label")).toBe("Close chat");
    expect(launcher().getAttribute("aria-expanded")).toBe("true");
    expect(launcher().getAttribute("aria-controls")).toBe(frame()?.id);
  });

  it("is there once, however often it is booted", () => {
    widget.boot();
    widget.boot();
    expect(document.querySelectorAll("#campfire-widget")).toHaveLength(1);
    expect(shadow().querySelectorAll("button")).toHaveLength(1);
  });

  it("comes back onto a page that has swapped its body", () => {
    widget.boot();
    document.getElementById("campfire-widget")?.remove();
    widget.boot();
    expect(launcher().isConnected).toBe(true);
  });

  it("shows how many messages are new, and says it", () => {
    widget.open();
    widget.close();
    const counts: unknown[] = [];
    events.on("unread", (count) => counts.push(count));
    frameSays({ type: "campfire:unread", count: 2 });
    expect(launcher().textContent).toContain("2");
    expect(launcher().getAttribute("aria-label")).toBe("Open chat, 2 new messages");
    expect(shadow().querySelector("[role=status]")?.textContent).toBe("2 new messages");
    expect(counts).toEqual([2]);
  });

  it("sets no style attribute in markup that a policy could refuse", () => {
    const setAttribute = vi.spyOn(Element.prototype, "setAttribute");
    widget.open();
    expect(setAttribute.mock.calls.map(([name]) => name)).not.toContain("style");
    expect(shadow().querySelector("style")).toBeNull();
  });
});

describe("the frame", () => {
  it("is loaded with the first opening and not before", () => {
    widget.boot();
    expect(frame()).toBeNull();
    widget.open();
    expect(frame()?.src).toBe(`${SERVER}/widget/?key=demo#origin=https%3A%2F%2Fshop.example`);
    expect(frame()?.title).toBe("Chat");
  });

  it("is loaded by itself where a conversation was left", () => {
    vi.useFakeTimers();
    localStorage.setItem("campfire:demo:watch", "1");
    widget.boot();
    vi.advanceTimersByTime(1_000);
    expect(frame()).not.toBeNull();
    expect(frame()?.style.visibility).toBe("hidden");
  });

  it("is remembered by a mark that holds nothing of the visitor", () => {
    widget.open();
    frameSays({ type: "campfire:conversation", exists: true });
    expect(localStorage.getItem("campfire:demo:watch")).toBe("1");
    frameSays({ type: "campfire:conversation", exists: false });
    expect(localStorage).toHaveLength(0);
  });

  it("works without any storage", () => {
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
      throw new DOMException("refused", "SecurityError");
    });
    expect(() => widget.open()).not.toThrow();
    expect(frame()).not.toBeNull();
  });

  it("fills a small screen, and the page behind does not scroll", () => {
    const small = Object.assign(new EventTarget(), { matches: true }) as MediaQueryList;
    vi.spyOn(window, "matchMedia").mockReturnValue(small);
    widget.open();
    expect(frame()?.style.width).toBe("100%");
    expect(document.documentElement.style.overflow).toBe("hidden");
    expect(launcher().style.visibility).toBe("visible");
    frameSays({ type: "campfire:ready" });
    expect(launcher().style.visibility).toBe("hidden");
    widget.close();
    expect(document.documentElement.style.overflow).toBe("");
    expect(launcher().style.visibility).toBe("visible");
  });
});

describe("messages", () => {
  it("tells a ready frame the state, and only at the server's origin", () => {
    widget.identify("signed");
    widget.open();
    const posted = heardByFrame();
    frameSays({ type: "campfire:ready" });
    expect(posted).toHaveBeenCalledWith(
      { type: "campfire:host", open: true, identity: "signed", unsent: [] },
      SERVER,
    );
    widget.close();
    expect(posted).toHaveBeenLastCalledWith(
      { type: "campfire:host", open: false, identity: "signed", unsent: [] },
      SERVER,
    );
    expect(posted.mock.calls.map((call) => call[1] as unknown)).not.toContain("*");
  });

  it("tells a frame nothing that has not said it is ready", () => {
    widget.open();
    const posted = heardByFrame();
    widget.identify("signed");
    widget.close();
    expect(posted).not.toHaveBeenCalled();
  });

  it("ignores another origin, another window and what it does not know", () => {
    widget.open();
    frameSays({ type: "campfire:close" }, "https://evil.example");
    frameSays({ type: "campfire:close" }, SERVER, window);
    frameSays({ type: "campfire:close" }, SERVER, null);
    frameSays({ type: "campfire:newer" } as unknown as MessageFromFrame);
    frameSays(null as unknown as MessageFromFrame);
    expect(launcher().getAttribute("aria-expanded")).toBe("true");
    frameSays({ type: "campfire:close" });
    expect(launcher().getAttribute("aria-expanded")).toBe("false");
  });
});

describe("what the frame may not keep", () => {
  const keep = (id: string, receipt: number, entry?: string) =>
    frameSays({ type: "campfire:keepUnsent", id, receipt, ...(entry && { entry }) });

  it("is kept here, a key for each, said to be, and given back to the next frame", () => {
    localStorage.setItem("campfire:other:unsent:x", "of another widget");
    widget.open();
    const posted = heardByFrame();
    frameSays({ type: "campfire:ready" });
    keep("m-1", 1, "first");
    keep("m-2", 2, "second");
    keep("m-1", 3);
    expect(posted.mock.calls.slice(1).map(([message]) => message as unknown)).toEqual(
      [1, 2, 3].map((receipt) => ({ type: "campfire:kept", receipt })),
    );
    frameSays({ type: "campfire:ready" });
    expect(posted.mock.lastCall?.[0]).toEqual({
      type: "campfire:host",
      open: true,
      unsent: ["second"],
    });
    widget.shutdown();
    keep("m-3", 4, "too late");
    expect(Object.keys(localStorage)).toEqual(["campfire:other:unsent:x"]);
  });

  it("is not said to be kept where it is too long, or the page has no storage", () => {
    widget.open();
    const posted = heardByFrame();
    frameSays({ type: "campfire:ready" });
    keep("m-1", 1, "x".repeat(65_537));
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("refused", "SecurityError");
    });
    keep("m-2", 2, "short");
    expect(posted).toHaveBeenCalledOnce();
    const refused = vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
      throw new DOMException("refused", "SecurityError");
    });
    frameSays({ type: "campfire:ready" });
    refused.mockRestore();
    expect(posted.mock.lastCall?.[0]).toEqual({ type: "campfire:host", open: true });
  });
});

describe("opening and closing", () => {
  it("moves the focus into the frame, and back to the launcher", () => {
    widget.open();
    expect(shadow().activeElement).toBe(frame());
    frameSays({ type: "campfire:close" });
    expect(shadow().activeElement).toBe(launcher());
  });

  it("closes on Escape from the launcher, and keeps the focus there", () => {
    widget.open();
    launcher().focus();
    pressEscape(launcher());
    expect(launcher().getAttribute("aria-expanded")).toBe("false");
    expect(shadow().activeElement).toBe(launcher());
  });

  it("leaves an Escape alone that was meant for the page", () => {
    const search = document.body.appendChild(document.createElement("input"));
    widget.open();
    search.focus();
    pressEscape(search);
    expect(launcher().getAttribute("aria-expanded")).toBe("true");
    expect(document.activeElement).toBe(search);
    search.remove();
  });

  it("does not take the focus from the page that closes it", () => {
    const button = document.body.appendChild(document.createElement("button"));
    widget.open();
    button.focus();
    widget.close();
    expect(document.activeElement).toBe(button);
    button.remove();
  });

  it("tells listeners and the page, once each", () => {
    const heard: string[] = [];
    const stop = events.on("open", () => heard.push("open"));
    events.on("close", () => heard.push("close"));
    const onDom = (event: Event) => heard.push(event.type);
    window.addEventListener("campfire:open", onDom);
    window.addEventListener("campfire:close", onDom);
    widget.open();
    widget.open();
    widget.toggle();
    widget.close();
    stop();
    widget.toggle();
    window.removeEventListener("campfire:open", onDom);
    window.removeEventListener("campfire:close", onDom);
    expect(heard).toEqual(["open", "campfire:open", "close", "campfire:close", "campfire:open"]);
  });

  it("survives a listener of the page that throws", () => {
    vi.useFakeTimers();
    const second = vi.fn();
    events.on("open", () => {
      throw new Error("the page's own fault");
    });
    events.on("open", second);
    widget.open();
    expect(second).toHaveBeenCalledOnce();
    expect(() => vi.runAllTimers()).toThrow("the page's own fault");
  });
});

describe("shutdown", () => {
  it("has the frame forget, takes everything off the page and can be booted again", () => {
    widget.identify("signed");
    widget.open();
    frameSays({ type: "campfire:ready" });
    frameSays({ type: "campfire:conversation", exists: true });
    const posted = heardByFrame();
    widget.shutdown();
    expect(posted).toHaveBeenLastCalledWith({ type: "campfire:forget" }, SERVER);
    expect(shadow().querySelector("button")).toBeNull();
    expect(localStorage).toHaveLength(0);
    frameSays({ type: "campfire:forgotten" });
    expect(frame()).toBeNull();

    widget.open();
    const again = heardByFrame();
    frameSays({ type: "campfire:ready" });
    expect(again).toHaveBeenCalledWith({ type: "campfire:host", open: true, unsent: [] }, SERVER);
  });

  it("loads a frame only to forget, where a conversation was left and none is loaded", () => {
    vi.useFakeTimers();
    localStorage.setItem("campfire:demo:watch", "1");
    widget.boot();
    widget.shutdown();
    const posted = heardByFrame();
    frameSays({ type: "campfire:ready" });
    expect(posted.mock.calls).toEqual([[{ type: "campfire:forget" }, SERVER]]);
    vi.advanceTimersByTime(2_000);
    expect(frame()).toBeNull();
  });

  it("loads nothing where nothing was ever opened", () => {
    widget.boot();
    widget.shutdown();
    expect(frame()).toBeNull();
  });

  it("opens with a fresh frame when asked to while it still forgets", () => {
    widget.open();
    frameSays({ type: "campfire:ready" });
    const old = frame();
    widget.shutdown();
    widget.open();
    expect(frame()).toBe(old);
    expect(old?.style.visibility).toBe("hidden");
    frameSays({ type: "campfire:forgotten" });
    expect(frame()).not.toBe(old);
    expect(frame()?.style.visibility).toBe("visible");
  });
});
