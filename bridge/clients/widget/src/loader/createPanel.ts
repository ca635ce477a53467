import { CALM_MOTION, matches, SMALL_SCREEN } from "./media";
import { paint } from "./paint";

export interface Panel {
  readonly frame: HTMLIFrameElement;
  show(): void;
  hide(): void;
  /** Takes the frame off the page and gives back what it held of it. */
  remove(): void;
}

/**
 * The frame and its place: the whole screen of a phone, else a panel over the launcher. Hidden it
 * keeps its size, so that the app in it keeps its scroll position.
 */
export function createPanel(address: string): Panel {
  const frame = document.createElement("iframe");
  frame.title = "Chat";
  frame.referrerPolicy = "no-referrer";
  frame.src = address;
  paint(frame, FRAME);

  const screen = window.matchMedia(SMALL_SCREEN);
  const viewport = window.visualViewport;
  let shown = false;
  let pageOverflow: string | undefined;

  function place(): void {
    paint(frame, screen.matches ? FULL_SCREEN : BESIDE);
    if (screen.matches && viewport && viewport.scale === 1) {
      // The on-screen keyboard shrinks only the visual viewport: the composer stays above it.
      paint(frame, { top: `${viewport.offsetTop}px`, height: `${viewport.height}px` });
    }
    holdPage(shown && screen.matches);
  }

  /** The page must not scroll behind a full-screen chat. */
  function holdPage(hold: boolean): void {
    const page = document.documentElement;
    if (hold && pageOverflow === undefined) {
      pageOverflow = page.style.overflow;
      paint(page, { overflow: "hidden" });
    } else if (!hold && pageOverflow !== undefined) {
      paint(page, { overflow: pageOverflow });
      pageOverflow = undefined;
    }
  }

  function setShown(value: boolean): void {
    shown = value;
    paint(frame, {
      transition: matches(CALM_MOTION) ? "none" : value ? FADE_IN : FADE_OUT,
      ...(value ? SHOWN : HIDDEN),
    });
    place();
  }

  screen.addEventListener("change", place);
  viewport?.addEventListener("resize", place);
  viewport?.addEventListener("scroll", place);
  setShown(false);

  return {
    frame,
    show: () => setShown(true),
    hide: () => setShown(false),
    remove() {
      screen.removeEventListener("change", place);
      viewport?.removeEventListener("resize", place);
      viewport?.removeEventListener("scroll", place);
      holdPage(false);
      frame.remove();
    },
  };
}

const FRAME = {
  position: "fixed",
  "z-index": "2147483000",
  "box-sizing": "border-box",
  border: "0",
  // Follows the visitor's system, whatever the page declares for itself.
  "color-scheme": "light dark",
};

const BESIDE = {
  top: "auto",
  left: "auto",
  right: "calc(20px + env(safe-area-inset-right, 0px))",
  bottom: "calc(92px + env(safe-area-inset-bottom, 0px))",
  width: "min(384px, calc(100vw - 40px))",
  height: "min(640px, calc(100vh - 112px))",
  padding: "0",
  background: "transparent",
  "border-radius": "18px",
  "box-shadow":
    "0 0 0 1px rgb(130 110 95 / 24%), 0 2px 6px rgb(40 20 10 / 14%), 0 18px 56px rgb(40 20 10 / 26%)",
};

const FULL_SCREEN = {
  top: "0",
  left: "0",
  right: "auto",
  bottom: "auto",
  width: "100%",
  height: "100%",
  // A frame does not see the notch: the page keeps its own edges clear of it.
  padding:
    "env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px) env(safe-area-inset-left, 0px)",
  background: "canvas",
  "border-radius": "0",
  "box-shadow": "none",
};

const SHOWN = { visibility: "visible", opacity: "1", transform: "none" };
const HIDDEN = { visibility: "hidden", opacity: "0", transform: "translateY(12px)" };
const FADE_IN = "opacity 160ms ease-out, transform 160ms ease-out";
const FADE_OUT = "opacity 120ms ease-in, transform 120ms ease-in, visibility 0s 120ms";
