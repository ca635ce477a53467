import { cleanup, configure } from "@testing-library/preact";
import { afterEach } from "vitest";

// Only how long a test waits before it gives up: a busy machine should not fail it.
configure({ asyncUtilTimeout: 5_000 });

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
