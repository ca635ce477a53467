export type Shortcut =
  "next" | "previous" | "first" | "last" | "search" | "reply" | "back" | "help";

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** In the middle of a character of an input method, where keys belong to the method. */
  isComposing: boolean;
}

/** Where the key was pressed. */
export interface KeyPlace {
  /** In a field that takes text. */
  editing: boolean;
  /** Within the conversation list. */
  inList: boolean;
  dialogOpen: boolean;
  singleKeys: boolean;
}

const SINGLE_KEYS: Readonly<Record<string, Shortcut>> = {
  j: "next",
  k: "previous",
  "/": "search",
  r: "reply",
  "?": "help",
};

const LIST_KEYS: Readonly<Record<string, Shortcut>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
};

/** What a key means at a place, if anything. An open dialog has its own keys. */
export function shortcutFor(press: KeyPress, place: KeyPlace): Shortcut | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined;
  if (place.dialogOpen) return undefined;
  if (press.key === "Escape") return "back";
  if (place.editing) return undefined;
  if (place.inList && press.key in LIST_KEYS) return LIST_KEYS[press.key];
  return place.singleKeys ? SINGLE_KEYS[press.key.toLowerCase()] : undefined;
}

/** What Escape finds. */
export interface EscapePlace {
  searching: boolean;
  query: string;
  replying: boolean;
  /** False on a narrow screen while a conversation covers the list. */
  listVisible: boolean;
  conversationOpen: boolean;
}

export type EscapeAction = "clearSearch" | "focusList" | "closeConversation";

/** Escape goes back one step: out of the search, out of the reply, out of the conversation. */
export function escapeAction(place: EscapePlace): EscapeAction | undefined {
  if (place.searching) return place.query === "" ? "focusList" : "clearSearch";
  if (place.replying && place.listVisible) return "focusList";
  return place.conversationOpen ? "closeConversation" : undefined;
}
