import type { ConversationStatus } from "@campfire/client";
import { create } from "zustand";

import { localMemory } from "../session/localMemory";

export type StatusTab = ConversationStatus | "all";

interface UiState {
  tab: StatusTab;
  query: string;
  shortcutsShown: boolean;
  /**
   * Whether single letters act as shortcuts. They can be turned off, because speech input and an unsteady hand set
   * them off unintentionally (WCAG 2.1.4).
   */
  singleKeys: boolean;
  showTab: (tab: StatusTab) => void;
  search: (query: string) => void;
  showShortcuts: (shown: boolean) => void;
  allowSingleKeys: (on: boolean) => void;
}

const SINGLE_KEYS = "campfire:single-keys";
const TAB = "campfire:tab";
const TABS: readonly StatusTab[] = ["open", "pending", "snoozed", "resolved", "all"];

const memory = localMemory(() => window.localStorage);
const session = localMemory(() => window.sessionStorage);

/** What the screen shows beside the data: chosen tab, search, dialog. Tab and choice of keys survive a reload. */
export const useUi = create<UiState>((set) => ({
  tab: TABS.find((tab) => tab === session.read(TAB)) ?? "open",
  query: "",
  shortcutsShown: false,
  singleKeys: memory.read(SINGLE_KEYS) !== "off",
  showTab: (tab) => {
    session.write(TAB, tab);
    set({ tab });
  },
  search: (query) => set({ query }),
  showShortcuts: (shortcutsShown) => set({ shortcutsShown }),
  allowSingleKeys: (singleKeys) => {
    memory.write(SINGLE_KEYS, singleKeys ? "on" : "off");
    set({ singleKeys });
  },
}));
