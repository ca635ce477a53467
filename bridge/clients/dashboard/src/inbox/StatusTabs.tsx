import { type KeyboardEvent, useRef } from "react";

import { type StatusTab, useUi } from "../app/useUi";
import { LIST_ID } from "./focusRow";

const TABS: readonly { tab: StatusTab; label: string }[] = [
  { tab: "open", label: "Open" },
  { tab: "pending", label: "Pending" },
  { tab: "snoozed", label: "Snoozed" },
  { tab: "resolved", label: "Resolved" },
  { tab: "all", label: "All" },
];

/** The tab to the right or left, round the ends. */
function neighbour(tab: StatusTab, key: string): StatusTab | undefined {
  const index = TABS.findIndex((candidate) => candidate.tab === tab);
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  return step === 0 ? undefined : TABS[(index + step + TABS.length) % TABS.length]?.tab;
}

export function tabId(tab: StatusTab): string {
  return `tab-${tab}`;
}

export function StatusTabs() {
  const tab = useUi((state) => state.tab);
  const showTab = useUi((state) => state.showTab);
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(tab, event.key);
    if (next === undefined) return;
    event.preventDefault();
    showTab(next);
    list.current?.querySelector<HTMLElement>(`#${tabId(next)}`)?.focus();
  };

  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Conversations by status"
      onKeyDown={onKeyDown}
      className="flex justify-between gap-1 px-2"
    >
      {TABS.map((entry) => {
        const selected = entry.tab === tab;
        return (
          <button
            key={entry.tab}
            id={tabId(entry.tab)}
            type="button"
            role="tab"
            aria-selected={selected}
            aria-controls={LIST_ID}
            tabIndex={selected ? 0 : -1}
            onClick={() => showTab(entry.tab)}
            className={`min-h-10 border-b-2 px-2 text-[13px] font-medium -outline-offset-2 transition-colors ${
              selected
                ? "border-accent text-accent-strong"
                : "border-transparent text-ink-soft hover:text-ink"
            }`}
          >
            {entry.label}
          </button>
        );
      })}
    </div>
  );
}
