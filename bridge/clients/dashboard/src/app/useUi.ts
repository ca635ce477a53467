import type { ConversationStatus } from "@campfire/client";
import { create } from "zustand";

import { localMemory } from "../session/localMemory";

export type StatusTab = ConversationStatus | "all";
/** Whose conversations are listed. */
export type AssigneeFilter = "all" | "me" | "none";

interface UiState {
  tab: StatusTab;
  assignee: AssigneeFilter;
  query: string;
  shortcutsShown: boolean;
  /**
   * Whether single letters act as shortcuts. They can be turned off, because speech input and an unsteady hand set
   * them off unintentionally (WCAG 2.1.4).
   */
  singleKeys: boolean;
  /** Whether messages make no sound. */
  muted: boolean;
  showTab: (tab: StatusTab) => void;
  showAssignee: (assignee: AssigneeFilter) => void;
  search: (query: string) => void;
  showShortcuts: (shown: boolean) => void;
  allowSingleKeys: (on: boolean) => void;
  mute: (muted: boolean) => void;
}

const SINGLE_KEYS = "campfire:single-keys";
const MUTED = "campfire:muted";
const TAB = "campfire:tab";
const ASSIGNEE = "campfire:assignee";
const TABS: readonly StatusTab[] = ["open", "pending", "snoozed", "resolved", "all"];
const ASSIGNEES: readonly AssigneeFilter[] = ["all", "me", "none"];

const memory = localMemory(() => window.localStorage);
const session = localMemory(() => window.sessionStorage);

/** What the screen shows beside the data: chosen lists, search, dialog. Lists and choice of keys survive a reload. */
export const useUi = create<UiState>((set) => ({
  tab: TABS.find((tab) => tab === session.read(TAB)) ?? "open",
  assignee: ASSIGNEES.find((one) => one === session.read(ASSIGNEE)) ?? "all",
  query: "",
  shortcutsShown: false,
  singleKeys: memory.read(SINGLE_KEYS) !== "off",
  muted: memory.read(MUTED) === "on",
  showTab: (tab) => {
    session.write(TAB, tab);
    set({ tab });
  },
  showAssignee: (assignee) => {
    session.write(ASSIGNEE, assignee);
    set({ assignee });
  },
  search: (query) => set({ query }),
  showShortcuts: (shortcutsShown) => set({ shortcutsShown }),
  allowSingleKeys: (singleKeys) => {
    memory.write(SINGLE_KEYS, singleKeys ? "on" : "off");
    set({ singleKeys });
  },
  mute: (muted) => {
    memory.write(MUTED, muted ? "on" : "off");
    set({ muted });
  },
}));
