import type { MessageFromFrame, MessageToFrame } from "../frame/frameMessages";
import type { Events } from "./createEvents";
import { createHostMemory } from "./createHostMemory";
import { createLauncher, type Launcher } from "./createLauncher";
import { createPanel, type Panel } from "./createPanel";
import { matches, SMALL_SCREEN } from "./media";
import { paint } from "./paint";
import type { ScriptSettings } from "./readScript";

export interface Widget {
  boot(): void;
  open(): void;
  close(): void;
  toggle(): void;
  identify(token: string): void;
  shutdown(): void;
}

/** How long a frame that is shut down may take to forget, before it is removed anyway. */
const FORGET_MS = 2_000;

/** The launcher, the frame and what they say to each other. */
export function createWidget({ serverOrigin, widgetKey }: ScriptSettings, events: Events): Widget {
  const memory = createHostMemory(widgetKey);
  let host: HTMLElement | undefined;
  let shadow: ShadowRoot | undefined;
  let launcher: Launcher | undefined;
  let panel: Panel | undefined;
  let open = false;
  let frameReady = false;
  let forgetting: ReturnType<typeof setTimeout> | undefined;
  let unread = 0;
  let identity: string | undefined;

  function boot(): void {
    if (!document.querySelector("body")) {
      document.addEventListener("DOMContentLoaded", boot, { once: true });
      return;
    }
    if (!host) {
      host = document.createElement("div");
      host.id = "campfire-widget";
      paint(host, { all: "initial" });
      shadow = host.attachShadow({ mode: "open" });
      window.addEventListener("message", receive);
      document.addEventListener("keydown", closeOnEscape);
      window.matchMedia(SMALL_SCREEN).addEventListener("change", render);
    }
    // A page that swaps its body takes us off it; the frame then loads anew.
    if (!host.isConnected) document.body.append(host);
    if (!launcher) {
      launcher = createLauncher(toggle);
      shadow?.append(...launcher.elements);
      if (memory.isWatched()) whenIdle(loadFrame);
    }
    render();
  }

  function loadFrame(): void {
    if (panel || !launcher) return;
    // By the key the server knows whose websites may frame it; the origin is for the frame alone.
    const query = new URLSearchParams({ key: widgetKey });
    const fragment = new URLSearchParams({ origin: window.origin });
    panel = createPanel(`${serverOrigin}/widget/?${query.toString()}#${fragment.toString()}`);
    panel.frame.id = "campfire-frame";
    launcher.button.setAttribute("aria-controls", panel.frame.id);
    shadow?.append(panel.frame);
  }

  function removeFrame(): void {
    clearTimeout(forgetting);
    forgetting = undefined;
    frameReady = false;
    panel?.remove();
    panel = undefined;
    launcher?.button.removeAttribute("aria-controls");
    if (open) setOpen(true); // somebody opened while we were shutting down
  }

  function setOpen(value: boolean): void {
    open = value;
    if (open && !forgetting) {
      loadFrame();
      panel?.show();
      panel?.frame.focus();
    } else {
      panel?.hide();
    }
    render();
    tellState();
  }

  function render(): void {
    launcher?.setOpen(open);
    launcher?.setUnread(unread);
    // Until the app has its own close button on the screen, ours stays.
    launcher?.setHidden(open && frameReady && matches(SMALL_SCREEN));
  }

  function tellState(): void {
    if (forgetting) return;
    const kept = memory.kept();
    const unsent = memory.unsent();
    tell({
      type: "campfire:host",
      open,
      ...(identity === undefined ? {} : { identity }),
      ...(kept === undefined ? {} : { kept }),
      ...(unsent === undefined ? {} : { unsent }),
    });
  }

  function tell(message: MessageToFrame): void {
    if (frameReady) panel?.frame.contentWindow?.postMessage(message, serverOrigin);
  }

  function receive(event: MessageEvent): void {
    const source = panel?.frame.contentWindow;
    if (event.origin !== serverOrigin || !source || event.source !== source) return;
    const message = event.data as MessageFromFrame | null;
    switch (message?.type) {
      case "campfire:ready":
        frameReady = true;
        if (forgetting) tell({ type: "campfire:forget" });
        else tellState();
        render();
        break;
      case "campfire:close":
        close();
        launcher?.button.focus();
        break;
      case "campfire:unread":
        setUnread(message.count);
        break;
      case "campfire:conversation":
        if (!forgetting) memory.watch(message.exists);
        break;
      case "campfire:keep":
        if (!forgetting) memory.keep(message.visit);
        break;
      case "campfire:keepUnsent":
        if (!forgetting && memory.keepUnsent(message.id, message.entry)) {
          tell({ type: "campfire:kept", receipt: message.receipt });
        }
        break;
      case "campfire:forgotten":
        if (forgetting) removeFrame();
        break;
      default: // a newer app may say more
    }
  }

  function setUnread(count: number): void {
    if (count === unread || forgetting) return;
    unread = count;
    render();
    events.emit("unread", count);
  }

  /** Esc belongs to us only where nothing of the page has the focus. */
  function closeOnEscape(event: KeyboardEvent): void {
    const ours = event.target === document.body || event.target === host;
    if (event.key !== "Escape" || event.defaultPrevented || !open || !ours) return;
    close();
    launcher?.button.focus();
  }

  function show(): void {
    boot();
    if (open) return;
    setOpen(true);
    events.emit("open");
  }

  function close(): void {
    if (!open) return;
    const hadFocus = shadow?.activeElement === panel?.frame;
    setOpen(false);
    if (hadFocus) launcher?.button.focus();
    events.emit("close");
  }

  function toggle(): void {
    if (open) close();
    else show();
  }

  function identify(token: string): void {
    identity = token;
    boot();
    tellState();
  }

  function shutdown(): void {
    if (!launcher) return;
    close();
    setUnread(0);
    identity = undefined;
    if (panel || memory.isWatched()) {
      loadFrame(); // only the frame's own origin can clear what the frame keeps
      forgetting = setTimeout(removeFrame, FORGET_MS);
      tell({ type: "campfire:forget" });
    }
    memory.forget();
    for (const element of launcher.elements) element.remove();
    launcher = undefined;
  }

  return { boot, open: show, close, toggle, identify, shutdown };
}

/** After the page's own work: the widget never delays what the visitor came for. */
function whenIdle(work: () => void): void {
  const run = () => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => work(), { timeout: 3_000 });
    else setTimeout(work, 200);
  };
  if (document.readyState === "complete") run();
  else window.addEventListener("load", run, { once: true });
}
