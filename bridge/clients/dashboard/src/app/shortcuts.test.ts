import { describe, expect, it } from "vitest";

import { escapeAction, type KeyPlace, type KeyPress, shortcutFor } from "./shortcuts";

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...more,
});
const PAGE: KeyPlace = { editing: false, inList: false, dialogOpen: false, singleKeys: true };

describe("shortcutFor", () => {
  it.each([
    ["j", "next"],
    ["k", "previous"],
    ["/", "search"],
    ["r", "reply"],
    ["?", "help"],
    ["Escape", "back"],
  ])("%s means %s", (key, shortcut) => {
    expect(shortcutFor(press(key), PAGE)).toBe(shortcut);
  });

  it("letters are text while one is writing; Escape still leads back", () => {
    const field = { ...PAGE, editing: true };
    expect(shortcutFor(press("j"), field)).toBeUndefined();
    expect(shortcutFor(press("?"), field)).toBeUndefined();
    expect(shortcutFor(press("Escape"), field)).toBe("back");
  });

  it("arrows scroll, except in the list", () => {
    expect(shortcutFor(press("ArrowDown"), PAGE)).toBeUndefined();
    expect(shortcutFor(press("ArrowDown"), { ...PAGE, inList: true })).toBe("next");
    expect(shortcutFor(press("End"), { ...PAGE, inList: true })).toBe("last");
  });

  it("leaves the browser's own combinations alone", () => {
    expect(shortcutFor(press("r", { ctrlKey: true }), PAGE)).toBeUndefined();
    expect(shortcutFor(press("k", { metaKey: true }), PAGE)).toBeUndefined();
  });

  it("an open dialog keeps its keys", () => {
    expect(shortcutFor(press("Escape"), { ...PAGE, dialogOpen: true })).toBeUndefined();
    expect(shortcutFor(press("j"), { ...PAGE, dialogOpen: true })).toBeUndefined();
  });

  it("single letters can be turned off, arrows and Escape remain", () => {
    const off = { ...PAGE, singleKeys: false, inList: true };
    expect(shortcutFor(press("j"), off)).toBeUndefined();
    expect(shortcutFor(press("ArrowDown"), off)).toBe("next");
    expect(shortcutFor(press("Escape"), off)).toBe("back");
  });
});

describe("escapeAction", () => {
  const place = {
    searching: false,
    query: "",
    replying: false,
    listVisible: true,
    conversationOpen: true,
  };

  it("goes out of the search in two steps", () => {
    expect(escapeAction({ ...place, searching: true, query: "tent" })).toBe("clearSearch");
    expect(escapeAction({ ...place, searching: true })).toBe("focusList");
  });

  it("goes from the reply to the list, and from there out of the conversation", () => {
    expect(escapeAction({ ...place, replying: true })).toBe("focusList");
    expect(escapeAction(place)).toBe("closeConversation");
  });

  it("closes the conversation at once where it covers the list", () => {
    expect(escapeAction({ ...place, replying: true, listVisible: false })).toBe(
      "closeConversation",
    );
  });

  it("does nothing when there is nothing to leave", () => {
    expect(escapeAction({ ...place, conversationOpen: false })).toBeUndefined();
  });
});
