import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// Only how long a test waits before it gives up: a busy machine should not fail it.
configure({ asyncUtilTimeout: 5_000 });

afterEach(() => {
  cleanup();
  window.localStorage.clear();
  window.sessionStorage.clear();
  window.location.hash = "";
});

// What jsdom lacks: layout is not computed there, so these have nothing true to say.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: query.includes("min-width"),
    media: query,
    onchange: null,
    addListener: () => {},
    removeListener: () => {},
  });
// axe measures text on a canvas, and copes without one.
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.checkVisibility = () => true;
Element.prototype.scrollIntoView = () => {};
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};
Object.assign(globalThis, { CSS: { escape: (text: string) => text, supports: () => false } });
