import { cleanup, configure } from "@testing-library/preact";
import { afterAll, afterEach, vi } from "vitest";

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

// Preact runs what a last frame left to do at most 35 ms later, and the page must still be there.
afterAll(async () => {
  vi.useRealTimers();
  await new Promise((done) => setTimeout(done, 100));
});
