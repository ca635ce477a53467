// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { paintFavicon } from "./paintFavicon";

const PLAIN = "http://localhost:3000/plain.svg";
let loads: Array<() => void>;

/** Loads when the test says so. */
class SlowImage {
  src = "";
  onload: () => void = () => undefined;
  constructor() {
    loads.push(() => this.onload());
  }
}

const icon = () => document.querySelector<HTMLLinkElement>("link")?.href;

beforeEach(() => {
  loads = [];
  document.head.innerHTML = '<link rel="icon" href="/plain.svg" />';
  vi.stubGlobal("Image", SlowImage);
  let painted = 0;
  const pen = { beginPath() {}, roundRect() {}, fill() {}, fillText() {}, drawImage() {} };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    ...pen,
    measureText: () => ({ width: 10 }),
  } as unknown as null);
  vi.spyOn(HTMLCanvasElement.prototype, "toDataURL").mockImplementation(
    () => `data:image/png,${++painted}`,
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it("shows a count, and the plain icon for nothing", () => {
  paintFavicon(3);
  loads[0]?.();
  expect(icon()).toBe("data:image/png,1");
  paintFavicon(0);
  expect(icon()).toBe(PLAIN);
});

it("leaves out a count that another one has overtaken", () => {
  paintFavicon(3);
  paintFavicon(0);
  loads[0]?.();
  expect(icon()).toBe(PLAIN);
});
