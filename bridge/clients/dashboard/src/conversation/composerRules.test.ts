import { describe, expect, it } from "vitest";

import { checkDraft, type ComposerKey, contentOf, MAX_LENGTH, sendsOn } from "./composerRules";

const ENTER: ComposerKey = {
  key: "Enter",
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 13,
};

describe("Enter", () => {
  it("sends", () => {
    expect(sendsOn(ENTER)).toBe(true);
    expect(sendsOn({ ...ENTER, ctrlKey: true })).toBe(true);
  });

  it("begins a line with Shift or Alt", () => {
    expect(sendsOn({ ...ENTER, shiftKey: true })).toBe(false);
    expect(sendsOn({ ...ENTER, altKey: true })).toBe(false);
  });

  it("belongs to the input method while it composes", () => {
    expect(sendsOn({ ...ENTER, isComposing: true })).toBe(false);
    expect(sendsOn({ ...ENTER, keyCode: 229 })).toBe(false);
  });

  it("is the only key that sends", () => {
    expect(sendsOn({ ...ENTER, key: "a" })).toBe(false);
  });
});

describe("a draft", () => {
  it.each(["", "  ", "\n\n \t"])("that is blank (%j) is not sent", (draft) => {
    expect(checkDraft(draft).sendable).toBe(false);
  });

  it("of just the limit is sent, one more is not", () => {
    expect(checkDraft("x".repeat(MAX_LENGTH))).toEqual({ sendable: true, left: 0 });
    expect(checkDraft("x".repeat(MAX_LENGTH + 1))).toEqual({ sendable: false, left: -1 });
  });

  it("is measured in UTF-16 units, as the server does", () => {
    expect(checkDraft("🔥".repeat(MAX_LENGTH / 2))).toEqual({ sendable: true, left: 0 });
    expect(checkDraft("🔥".repeat(MAX_LENGTH / 2 + 1)).sendable).toBe(false);
  });

  it("shows what is left only near the limit", () => {
    expect(checkDraft("x".repeat(7_499)).left).toBeUndefined();
    expect(checkDraft("x".repeat(7_500)).left).toBe(500);
  });

  it("is sent without blank lines around it, but keeps its indentation and inner lines", () => {
    expect(contentOf("\n \n  a\r\n\r\n b \n\n")).toBe("  a\n\n b");
  });
});
