import { cleanup } from "@testing-library/preact";
import { afterEach } from "vitest";

// jsdom has no media queries; a test that needs one puts its own in place.
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
