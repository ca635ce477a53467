import type { ConnectionState } from "@campfire/client";

export interface Banner {
  kind: "connecting" | "catchingUp" | "waiting" | "offline";
  text: string;
  /** When the next attempt begins, in milliseconds since 1970. */
  retryAt?: number;
  /** Mostly over in a moment: shown only if it lasts, so that a good connection does not flicker. */
  brief: boolean;
}

/** What to say about the connection; nothing while all is well. */
export function bannerFor(
  { phase, retryAt }: Pick<ConnectionState, "phase" | "retryAt">,
  networkOnline: boolean,
  everOnline: boolean,
): Banner | undefined {
  if (phase === "signedOut") return undefined;
  if (!networkOnline) {
    return {
      kind: "offline",
      text: "You are offline. What you send is kept and goes out by itself later.",
      brief: false,
    };
  }
  switch (phase) {
    case "online":
      return undefined;
    case "catchingUp":
      return { kind: "catchingUp", text: "Catching up on what you missed…", brief: true };
    case "waiting":
      return {
        kind: "waiting",
        text: "Connection lost. Reconnecting",
        brief: false,
        ...(retryAt === undefined ? {} : { retryAt }),
      };
    case "idle":
    case "connecting":
      return everOnline
        ? { kind: "connecting", text: "Reconnecting…", brief: false }
        : { kind: "connecting", text: "Connecting…", brief: true };
  }
}
