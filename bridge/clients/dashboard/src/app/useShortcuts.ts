import { useEffect } from "react";

import { REPLY_ID } from "../conversation/Composer";
import { focusRow, focusStep, LIST_ID } from "../inbox/focusRow";
import { SEARCH_ID } from "../inbox/SearchBox";
import { INBOX_HREF } from "./route";
import { escapeAction, type Shortcut, shortcutFor } from "./shortcuts";
import { useUi } from "./useUi";

const TYPED_IN = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';

/** What lies over the screen and has keys of its own. */
const OVERLAY = '[role="menu"], [role="dialog"], [role="alertdialog"]';

/** The keys of the whole screen. What they mean is decided in shortcuts.ts; here it is done. */
export function useShortcuts(openId: string | undefined): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const list = document.getElementById(LIST_ID);
      const shortcut = shortcutFor(event, {
        editing: target.closest(TYPED_IN) !== null,
        inList: list?.contains(target) === true,
        dialogOpen:
          document.querySelector("dialog[open]") !== null || target.closest(OVERLAY) !== null,
        singleKeys: useUi.getState().singleKeys,
      });
      if (shortcut !== undefined && perform(shortcut, openId)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [openId]);
}

/** Returns whether anything was done. */
function perform(shortcut: Shortcut, openId: string | undefined): boolean {
  switch (shortcut) {
    case "next":
    case "previous":
    case "first":
    case "last":
      focusStep(shortcut);
      return true;
    case "search":
      return focus(SEARCH_ID);
    case "reply":
      return focus(REPLY_ID);
    case "help":
      useUi.getState().showShortcuts(true);
      return true;
    case "back":
      return goBack(openId);
  }
}

function focus(id: string): boolean {
  const element = document.getElementById(id);
  element?.focus();
  return element !== null;
}

function goBack(openId: string | undefined): boolean {
  const { query, search } = useUi.getState();
  const focused = document.activeElement?.id;
  const action = escapeAction({
    searching: focused === SEARCH_ID,
    query,
    replying: focused === REPLY_ID,
    listVisible: document.getElementById(LIST_ID)?.checkVisibility() === true,
    conversationOpen: openId !== undefined,
  });
  switch (action) {
    case "clearSearch":
      search("");
      return true;
    case "focusList":
      focusRow(openId);
      return true;
    case "closeConversation":
      // The list takes the focus over when the panel is gone.
      window.location.hash = INBOX_HREF;
      focusRow(openId);
      return true;
    case undefined:
      return false;
  }
}
