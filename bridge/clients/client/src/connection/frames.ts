/** The frames of the Vert.x event-bus bridge that a client sends. */
export type ClientFrame =
  | { type: "ping" }
  | { type: "send"; address: string; body: unknown; replyAddress: string }
  | { type: "register" | "unregister"; address: string };

/** Those that it gets, as far as they matter here. */
export interface ServerFrame {
  type: string;
  address?: string;
  body?: unknown;
  failureCode?: number;
  message?: string;
}

const UTF8 = new TextDecoder();

/** Reads a frame, text or binary; undefined when it is none. */
export function readFrame(data: unknown): ServerFrame | undefined {
  try {
    const text = typeof data === "string" ? data : UTF8.decode(data as ArrayBuffer);
    const value: unknown = JSON.parse(text);
    return isFrame(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFrame(value: unknown): value is ServerFrame {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}
