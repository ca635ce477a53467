import { afterEach, describe, expect, it, vi } from "vitest";
import { createEvents } from "./createEvents";
import type { Widget } from "./createWidget";
import { installApi, type CampfireApi } from "./installApi";

afterEach(() => {
  delete window.Campfire;
});

function install(stubCalls?: unknown[][]) {
  const calls: unknown[] = [];
  const note = (name: string) => (value?: unknown) => {
    calls.push(value === undefined ? name : [name, value]);
  };
  const widget: Widget = {
    boot: note("boot"),
    open: note("open"),
    close: note("close"),
    toggle: note("toggle"),
    identify: note("identify"),
    shutdown: note("shutdown"),
  };
  const events = createEvents();
  if (stubCalls) {
    const stub: CampfireApi = () => undefined;
    stub.q = stubCalls;
    window.Campfire = stub;
  }
  installApi(widget, events);
  const api = window.Campfire;
  if (!api) throw new Error("The API is not installed");
  return { api, calls, events };
}

describe("window.Campfire", () => {
  it("plays the calls that the stub has kept, in their order", () => {
    const listener = vi.fn();
    const { calls, events } = install([
      ["on", "open", listener],
      ["identify", { token: "signed" }],
      ["open"],
    ]);
    events.emit("open");
    expect(calls).toEqual([["identify", "signed"], "open"]);
    expect(listener).toHaveBeenCalledOnce();
  });

  it("does what it is told", () => {
    const { api, calls } = install();
    for (const command of ["boot", "open", "close", "toggle", "shutdown"]) api(command);
    expect(calls).toEqual(["boot", "open", "close", "toggle", "shutdown"]);
    expect(api.loaded).toBe(true);
  });

  it("returns what unsubscribes", () => {
    const { api, events } = install();
    const listener = vi.fn();
    const stop = api("on", "unread", listener);
    events.emit("unread", 3);
    stop?.();
    events.emit("unread", 4);
    expect(listener.mock.calls).toEqual([[3]]);
  });

  it("tells the developer of a wrong call and throws nothing into their page", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { api, calls } = install();
    api("opne");
    api("identify", "signed");
    api("on", "message", vi.fn());
    api("on", "open");
    expect(warn).toHaveBeenCalledTimes(4);
    expect(calls).toEqual([]);
  });
});
