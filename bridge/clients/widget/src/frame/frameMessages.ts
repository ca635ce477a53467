/**
 * What the loader on the host page and the app in the frame tell each other by postMessage. Both
 * sides check `event.source` and `event.origin`, and always name the receiver's origin.
 */

/** Loader → frame: the whole state each time, so that a lost or repeated message does no harm. */
export interface HostState {
  type: "campfire:host";
  open: boolean;
  /** The signed identity of the website's user, if the host page gave one. */
  identity?: string;
  /** What the frame asked the host page to keep, since its own storage is refused. */
  kept?: string;
  /** What it asked to keep of its outbox; absent when the host page has no storage either. */
  unsent?: string[];
}

/** Loader → frame: that part of the outbox is stored. */
export interface UnsentKept {
  type: "campfire:kept";
  receipt: number;
}

/** Loader → frame: drop everything this browser knows of the visitor, then answer "forgotten". */
export interface Forget {
  type: "campfire:forget";
}

export type MessageToFrame = HostState | UnsentKept | Forget;

export type MessageFromFrame =
  /** The app listens; it is answered by {@link HostState}. */
  | { type: "campfire:ready" }
  | { type: "campfire:close" }
  | { type: "campfire:unread"; count: number }
  /** Whether there is a conversation to watch, so that the next page loads the frame by itself. */
  | { type: "campfire:conversation"; exists: boolean }
  /** The browser refuses storage to the frame: the host page keeps the visit, or drops it. */
  | { type: "campfire:keep"; visit?: string }
  /** The same for one entry of the outbox, answered by {@link UnsentKept}; without text it is dropped. */
  | { type: "campfire:keepUnsent"; id: string; entry?: string; receipt: number }
  | { type: "campfire:forgotten" };
