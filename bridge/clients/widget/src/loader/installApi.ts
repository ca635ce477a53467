import { isEventName, type Events } from "./createEvents";
import type { Widget } from "./createWidget";

/** `Campfire(command, …)`: see the table in the README. */
export interface CampfireApi {
  (command: string, ...values: unknown[]): (() => void) | undefined;
  /** Calls made by the page's stub before we were loaded. */
  q?: ArrayLike<unknown>[];
  /** Says that the loader runs; a second one leaves the page alone. */
  loaded?: boolean;
}

declare global {
  interface Window {
    Campfire?: CampfireApi;
  }
}

/** Puts `window.Campfire` in place of the stub and plays what the stub has kept. */
export function installApi(widget: Widget, events: Events): void {
  const kept = window.Campfire?.q ?? [];
  const api: CampfireApi = (command, ...values) => {
    switch (command) {
      case "boot":
      case "open":
      case "close":
      case "toggle":
      case "shutdown":
        widget[command]();
        return undefined;
      case "identify": {
        const token = tokenOf(values[0]);
        if (token === undefined) complain("identify takes {token: string}");
        else widget.identify(token);
        return undefined;
      }
      case "on": {
        const [name, listener] = values;
        if (!isEventName(name) || typeof listener !== "function") {
          complain('on takes "open", "close" or "unread", and a function');
          return undefined;
        }
        return events.on(name, listener as (value?: number) => void);
      }
      default:
        complain(`unknown command "${command}"`);
        return undefined;
    }
  };
  api.loaded = true;
  window.Campfire = api;
  for (const call of Array.from(kept)) {
    const [command, ...values] = Array.from(call);
    api(String(command), ...values);
  }
}

function tokenOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("token" in value)) return undefined;
  return typeof value.token === "string" ? value.token : undefined;
}

/** A fault in the page's code is told to its developer, and breaks nothing. */
function complain(fault: string): void {
  // eslint-disable-next-line no-console -- the console is where a page's developer looks
  console.warn(`Campfire: ${fault}`);
}
