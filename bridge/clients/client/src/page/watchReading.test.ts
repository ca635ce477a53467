// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isPageWatched, watchReading } from "./watchReading";

type Entry = Pick<
  IntersectionObserverEntry,
  "target" | "isIntersecting" | "intersectionRatio" | "intersectionRect" | "rootBounds"
>;

/** The browser's sight, in the hands of the test. */
class FakeSight {
  static last: FakeSight;
  readonly observed = new Set<Element>();

  constructor(private readonly heard: (entries: Entry[]) => void) {
    FakeSight.last = this;
  }

  observe(element: Element): void {
    this.observed.add(element);
  }

  disconnect(): void {
    this.observed.clear();
  }

  /** This part of a message of 100 pixels is in a log of 400. */
  see(element: Element, part: number): void {
    const rect = (height: number) => ({ height }) as DOMRectReadOnly;
    this.heard([
      {
        target: element,
        isIntersecting: part > 0,
        intersectionRatio: part,
        intersectionRect: rect(part * 100),
        rootBounds: rect(400),
      },
    ]);
  }
}

let log: HTMLElement;
let watched: boolean;
let seen: number[];

beforeEach(() => {
  vi.stubGlobal("IntersectionObserver", FakeSight);
  log = document.createElement("div");
  for (const seq of ["1", "2", "3"]) {
    const message = document.createElement("p");
    message.dataset["seq"] = seq;
    log.append(message);
  }
  document.body.append(log);
  watched = true;
  seen = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

function begin() {
  const watch = watchReading({
    log,
    isWatched: () => watched,
    read: (seq) => seen.push(seq),
  });
  watch.refresh();
  return watch;
}

function message(seq: number): Element {
  return log.querySelector(`[data-seq="${seq}"]`) ?? expect.fail("no such message");
}

it("tells what was half in sight, the highest only, and once", () => {
  begin();
  FakeSight.last.see(message(1), 1);
  FakeSight.last.see(message(2), 0.4);
  expect(seen).toEqual([1]);
  FakeSight.last.see(message(3), 0.5);
  FakeSight.last.see(message(2), 1);
  expect(seen).toEqual([1, 3]);
});

it("tells nothing of a window that nobody looks at, until they do", () => {
  begin();
  watched = false;
  FakeSight.last.see(message(2), 1);
  window.dispatchEvent(new Event("focus"));
  expect(seen).toEqual([]);
  watched = true;
  window.dispatchEvent(new Event("focus"));
  expect(seen).toEqual([2]);
});

it("forgets what was scrolled away or removed before somebody looked", () => {
  const watch = begin();
  watched = false;
  FakeSight.last.see(message(3), 1);
  FakeSight.last.see(message(3), 0);
  FakeSight.last.see(message(2), 1);
  message(2).remove();
  watch.refresh();
  watched = true;
  watch.check();
  expect(seen).toEqual([]);
});

it("ends when told to", () => {
  const watch = begin();
  watched = false;
  FakeSight.last.see(message(2), 1);
  watch.end();
  watched = true;
  window.dispatchEvent(new Event("focus"));
  expect(seen).toEqual([]);
});

it("a page is watched while it is visible and has the focus", () => {
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  expect(isPageWatched()).toBe(true);
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  expect(isPageWatched()).toBe(false);
});
