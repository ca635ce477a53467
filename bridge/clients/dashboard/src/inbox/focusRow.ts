import { type Step, stepTo } from "./listKeyboard";

const LIST_ID = "conversation-list";

export { LIST_ID };

function rows(): HTMLElement[] {
  const list = document.getElementById(LIST_ID);
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>("a[data-conversation]")];
}

/** Moves the keyboard by one row, from the focused row or else from the open conversation. */
export function focusStep(step: Step): void {
  const all = rows();
  const focused = all.findIndex((row) => row === document.activeElement);
  const open = all.findIndex((row) => row.getAttribute("aria-current") === "page");
  const target = stepTo(step, focused >= 0 ? focused : open, all.length);
  if (target !== undefined) all[target]?.focus();
}

/** Focuses a conversation's row; without an id, or if it left the list, the row that Tab would reach. */
export function focusRow(conversationId?: string): void {
  const all = rows();
  const row =
    all.find((candidate) => candidate.dataset["conversation"] === conversationId) ??
    all.find((candidate) => candidate.tabIndex === 0);
  row?.focus();
}
