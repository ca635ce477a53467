import type { MessageFromFrame, MessageToFrame } from "../../frame/frameMessages";

export interface HostLink {
  tell(message: MessageFromFrame): void;
}

/** The line to the loader: hears the embedding window at the named origin, and speaks to it only. */
export function createHostLink(
  hostOrigin: string,
  hear: (message: MessageToFrame) => void,
): HostLink {
  window.addEventListener("message", (event: MessageEvent<MessageToFrame | null>) => {
    if (event.source !== window.parent || event.origin !== hostOrigin) return;
    if (typeof event.data === "object" && event.data !== null) hear(event.data);
  });
  return {
    tell: (message) => window.parent.postMessage(message, hostOrigin),
  };
}
