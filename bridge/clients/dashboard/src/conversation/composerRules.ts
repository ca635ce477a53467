/** Contract §2: content over 8,000 UTF-16 units is `too_large`. A string's length counts just these. */
export const MAX_LENGTH = 8_000;
/** The counter appears when this much is left. */
const NEAR = 500;

export interface DraftCheck {
  sendable: boolean;
  /** Units left, negative when over; absent while there is plenty. */
  left?: number;
}

/** What is sent of a draft: without blank lines around it and spaces behind it; indentation stays. */
export function contentOf(draft: string): string {
  return draft.replace(/\r\n?/gu, "\n").replace(/^(?:[^\S\n]*\n)+|\s+$/gu, "");
}

export function checkDraft(draft: string): DraftCheck {
  const { length } = contentOf(draft);
  const left = MAX_LENGTH - length;
  return { sendable: length > 0 && left >= 0, ...(left <= NEAR ? { left } : {}) };
}

export interface ComposerKey {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/**
 * Enter sends; with Shift or Alt it begins a line. While an input method composes, Enter belongs to the method;
 * Safari says so only by key code 229 (https://bugs.webkit.org/show_bug.cgi?id=165004).
 */
export function sendsOn(press: ComposerKey): boolean {
  if (press.key !== "Enter" || press.isComposing || press.keyCode === 229) return false;
  return !press.shiftKey && !press.altKey;
}

/** A key press as React tells it: its event has getters on its prototype, which a spread would lose. */
export function pressOf(
  event: Omit<ComposerKey, "isComposing"> & { nativeEvent: { isComposing: boolean } },
): ComposerKey {
  const { key, shiftKey, ctrlKey, metaKey, altKey, keyCode } = event;
  const { isComposing } = event.nativeEvent;
  return { key, shiftKey, ctrlKey, metaKey, altKey, keyCode, isComposing };
}
