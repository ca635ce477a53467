import { CALM_MOTION, matches } from "./media";
import { paint } from "./paint";

export interface Launcher {
  readonly button: HTMLButtonElement;
  readonly elements: HTMLElement[];
  setOpen(open: boolean): void;
  setUnread(count: number): void;
  setHidden(hidden: boolean): void;
}

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE =
  "M12 3.2c-5.2 0-9.2 3.4-9.2 7.8 0 2.5 1.3 4.7 3.4 6.1l-.6 3.2c-.1.4.4.7.7.5l3.5-2.2c.7.1 1.4.2 2.2.2 5.2 0 9.2-3.4 9.2-7.8S17.2 3.2 12 3.2Z";
const FLAME =
  "M12.3 6.2c.5 2-2.9 3-2.9 5.9a2.7 2.7 0 0 0 5.4.2c0-1.2-.5-1.9-1-2.6-.2.7-.6 1-1 1.1.6-1.6.5-3.4-.5-4.6Z";
const CROSS = "M6.5 6.5l11 11M17.5 6.5l-11 11";

/** The round button in the corner, with its badge and a voice for screen readers. */
export function createLauncher(onClick: () => void): Launcher {
  const button = document.createElement("button");
  button.type = "button";
  const badge = document.createElement("span");
  badge.setAttribute("aria-hidden", "true");
  const announcement = document.createElement("span");
  announcement.setAttribute("role", "status");

  const chat = icon([BUBBLE, "currentColor"], [FLAME, EMBER]);
  const cross = icon([CROSS, "none"]);
  button.append(chat, cross, badge);

  paint(button, BUTTON);
  paint(badge, BADGE);
  paint(announcement, UNSEEN);
  button.addEventListener("click", onClick);
  button.addEventListener("pointerenter", () => {
    if (!matches(CALM_MOTION)) paint(button, { transform: "scale(1.06)" });
  });
  button.addEventListener("pointerleave", () => paint(button, { transform: "none" }));

  let open = false;
  let unread = 0;

  function show(): void {
    const counted = `${unread} new ${unread === 1 ? "message" : "messages"}`;
    const label = open ? "Close chat" : "Open chat";
    button.setAttribute("aria-label", unread > 0 && !open ? `${label}, ${counted}` : label);
    button.setAttribute("aria-expanded", String(open));
    badge.textContent = unread > 9 ? "9+" : String(unread);
    announcement.textContent = unread > 0 && !open ? counted : "";
    paint(badge, { display: unread > 0 && !open ? "block" : "none" });
    paint(chat, { display: open ? "none" : "block" });
    paint(cross, { display: open ? "block" : "none" });
  }
  show();

  return {
    button,
    elements: [button, announcement],
    setOpen(value) {
      open = value;
      show();
    },
    setUnread(count) {
      unread = count;
      show();
    },
    setHidden(hidden) {
      paint(button, { visibility: hidden ? "hidden" : "visible" });
    },
  };
}

function icon(...shapes: [path: string, fill: string][]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  paint(svg, { width: "34px", height: "34px", margin: "auto" });
  for (const [d, fill] of shapes) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    if (fill === "none") {
      path.setAttribute("stroke", "currentColor");
      path.setAttribute("stroke-width", "2.2");
      path.setAttribute("stroke-linecap", "round");
    }
    svg.append(path);
  }
  return svg;
}

const EMBER = "#c2481a";

/** No `outline`: the browser's own focus ring stays, which no host style reaches in here. */
const BUTTON = {
  margin: "0",
  padding: "0",
  border: "0",
  "outline-offset": "3px",
  position: "fixed",
  "z-index": "2147483001",
  right: "calc(20px + env(safe-area-inset-right, 0px))",
  bottom: "calc(20px + env(safe-area-inset-bottom, 0px))",
  width: "60px",
  height: "60px",
  "box-sizing": "border-box",
  "border-radius": "50%",
  background: EMBER,
  color: "#fff",
  cursor: "pointer",
  "box-shadow": "0 1px 2px rgb(40 20 10 / 24%), 0 8px 24px rgb(40 20 10 / 28%)",
  transition: "transform 140ms ease-out",
  "-webkit-tap-highlight-color": "transparent",
};

const BADGE = {
  position: "absolute",
  top: "-2px",
  right: "-2px",
  "min-width": "22px",
  height: "22px",
  "box-sizing": "border-box",
  padding: "0 6px",
  "border-radius": "11px",
  border: "2px solid #fff",
  background: "#2b211b",
  color: "#fff",
  font: "6 12px/18px system-ui, sans-serif",
  "text-align": "center",
};

/** Read aloud, not seen. */
const UNSEEN = {
  position: "fixed",
  width: "1px",
  height: "1px",
  overflow: "hidden",
  "clip-path": "inset(50%)",
  "white-space": "nowrap",
};
